#!/usr/bin/env node
// The package's command: a new project, a newer library in a project, and a project's dist/.
//   squall init DIR
//   squall upgrade [DIR]     run it from the newer library
//   squall bundle GENERATED_FOLDER MODULE.wasm OUT
//   squall bundle --domains DOMAIN,… OUT     the package's client with these domains alone
import { existsSync, readdirSync } from "node:fs";
import { basename, resolve } from "node:path";

const [command, ...args] = process.argv.slice(2);
if (command === "init" && args.length === 1) {
  const folder = resolve(args[0]);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    console.error(`squall: ${folder} is not empty`);
    process.exit(1);
  }
  const { init } = await import("./init.mjs");
  init(folder);
  console.log(`A project in ${folder}. Go on with:\n  cd ${args[0]}\n  ./dev demo\n  ./dev test`);
} else if (command === "upgrade" && args.length <= 1) {
  const { upgrade } = await import("./upgrade.mjs");
  try {
    for (const line of upgrade(resolve(args[0] ?? "."))) console.log(line);
  } catch (error) {
    console.error(`squall: ${error.message}`);
    process.exit(1);
  }
  console.log("vendor/squall.tgz is this library now. Go on with: ./dev test");
} else if (command === "bundle") {
  const { bundle } = await import("./bundle.mjs");
  await bundle(args);
} else {
  console.error(`usage: ${basename(process.argv[1])} init DIR | upgrade [DIR] | bundle …`);
  process.exit(2);
}
