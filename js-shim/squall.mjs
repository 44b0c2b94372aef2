#!/usr/bin/env node
// The package's command: projects of this library, and the squall command itself, which needs nothing but Node.
//   squall init DIR
//   squall upgrade [DIR]     run it from the newer library
//   squall build [DIR]       fill a project's dist/ with the compiler from npm: it needs no C++ toolchain
//   squall bundle GENERATED_FOLDER MODULE.wasm OUT
//   squall bundle --domains DOMAIN,… OUT     the package's client with these domains alone
//   squall COMMAND …         migrate, status, check, verify …: docs/tool.md
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ofProjects = `Projects of this library:
  init DIR                    create a project
  upgrade [DIR]               put this library in place of the one that a project has; run it from the newer library
  build [DIR]                 fill a project's dist/ with the compiler from npm: no C++ toolchain is needed
  bundle GENERATED_FOLDER MODULE.wasm OUT
                              fill a project's dist/
  bundle --domains DOMAIN,… OUT
                              write the package's client with these domains alone
`;
const usage = (line) => {
  console.error(`usage: squall ${line}`);
  process.exit(2);
};

const [command, ...args] = process.argv.slice(2);
if (command === "init") {
  if (args.length !== 1) usage("init DIR");
  const folder = resolve(args[0]);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    console.error(`squall: ${folder} is not empty`);
    process.exit(1);
  }
  const { init } = await import("./init.mjs");
  init(folder);
  console.log(
    `A project in ${folder}. Go on with:\n  cd ${args[0]}\n  ./dev demo\n  ./dev test\nWithout a C++ toolchain: ./dev demo --toolchain npm`,
  );
} else if (command === "upgrade") {
  if (args.length > 1) usage("upgrade [DIR]");
  const { upgrade } = await import("./upgrade.mjs");
  try {
    for (const line of upgrade(resolve(args[0] ?? "."))) console.log(line);
  } catch (error) {
    console.error(`squall: ${error.message}`);
    process.exit(1);
  }
  console.log("vendor/squall.tgz is this library now. Go on with: ./dev test");
} else if (command === "build") {
  const { build } = await import("./npm_toolchain/command.mjs");
  process.exitCode = await build(args);
} else if (command === "bundle") {
  const { bundle } = await import("./bundle.mjs");
  await bundle(args);
} else if (command === "--version") {
  console.log(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version);
} else {
  // A project that builds a command of its own tables (squall_add_tool) names its module. One that `squall build` has built has a
  // file of what it declares.
  const declared = "build/npm/generated/schema.json";
  if (!process.env.SQUALL_TOOL_MODULE && existsSync(declared)) process.env.SQUALL_SCHEMA ??= declared;
  const file = process.env.SQUALL_TOOL_MODULE ?? fileURLToPath(new URL("../dist/tool.wasm", import.meta.url));
  if (!existsSync(file)) {
    console.error(`squall: ${file} is missing: run ./dev build`);
    process.exit(2);
  }
  const { run } = await import("./tool/run.mjs");
  process.exitCode = await run(file, process.argv.slice(2));
  if (command === "--help" || command === "-h") console.log(ofProjects);
}
