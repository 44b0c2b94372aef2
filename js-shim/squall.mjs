#!/usr/bin/env node
// The package's command: projects of this library, and the squall command itself, which needs nothing but Node.
//   squall init DIR [--from FILE | --local [DIR] | --remote]
//   squall upgrade [DIR]     run it from the newer library
//   squall build [DIR]       fill a project's dist/ with the compiler from npm: it needs no C++ toolchain
//   squall bundle GENERATED_FOLDER MODULE.wasm OUT [MIGRATIONS]
//   squall bundle --domains DOMAIN,… OUT     the package's client with these domains alone
//   squall fleet …           one application over many databases: docs/FLEET.md
//   squall insights FILE | --remote          the cost of each function, from D1's query insights
//   squall watch             build a project again when its sources change, and run its Worker
//   squall symbolize [TRACE]                 names of C++ functions in a stack trace
//   squall COMMAND …         migrate, status, check, verify …: docs/tool.md
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ofProjects = `Projects of this library:
  init DIR                    create a project
  init DIR --from FILE | --local [DIR] | --remote
                              create a project from an existing database: squall init --help
  upgrade [DIR]               replace a project's copy of the library with this one; run it from the newer library
  build [DIR]                 build a project's dist/ with the compiler from npm, without a C++ toolchain
  bundle GENERATED_FOLDER MODULE.wasm OUT [MIGRATIONS]
                              assemble a project's dist/ from a build
  bundle --domains DOMAIN,… OUT
                              write the package's client with only these domains
  fleet classes|build|migrate|status|verify|export|move|moves|bindings
                              one application over many databases: squall fleet --help
  watch                       rebuild a project when its sources change, and run its Worker
  symbolize [TRACE]           put the names of C++ functions into a stack trace
  insights FILE | --remote    print the cost of each function, from D1's query insights
`;
const usage = (line) => {
  console.error(`usage: squall ${line}`);
  process.exit(2);
};

/**
 * The command that ./dev build has made natively in the project that has this package: it knows the project's tables and functions.
 * Nothing where the project was built with the compiler from npm later, and outside of a project.
 */
function commandOfProject(declared) {
  if (process.env.SQUALL_TOOL_MODULE || process.env.SQUALL_SCHEMA) return undefined;
  const own = fileURLToPath(new URL("..", import.meta.url));
  const file = resolve("build/native/bin/squall");
  if (!existsSync("node_modules/squall") || !existsSync(file)) return undefined;
  if (realpathSync("node_modules/squall") !== realpathSync(own)) return undefined;
  if (existsSync(declared) && statSync(declared).mtimeMs > statSync(file).mtimeMs) return undefined;
  return file;
}

const initHelp = `squall init: create a project

Usage: squall init DIR
       squall init DIR --from FILE | --local [DIR] | --remote

DIR must not exist, or must be empty. The first form copies a small application with two tables. The others read an existing
database and write its declarations, the first migration, and plain functions for every table and view: get by each key, list,
count, create, create_many, update, upsert by each unique key, and delete.

  --from FILE         a SQLite file (--sqlite FILE is the same)
  --local [DIR]       wrangler's local D1 (default directory: .wrangler/state)
  --remote            D1 over REST: CLOUDFLARE_ACCOUNT_ID, CLOUDFLARE_API_TOKEN, CLOUDFLARE_D1_DATABASE_ID
  --database-id ID, --binding NAME, --config FILE, --env NAME
                      which database, if wrangler's configuration has several (squall pull --help)

The command lists what it cannot declare or write, and so do schema/schema.hpp and src/all_functions.hpp.
squall pull --update updates the files when the database changes.
`;

/** Help of the commands that are one file or a few: the others have theirs beside them. */
const helpOf = {
  init: initHelp,
  upgrade: `squall upgrade: replace a project's copy of the library with this one

Usage: squall upgrade [DIR]

DIR is a project that squall init created (default: this directory). Run the command from the newer library. It replaces
vendor/squall.tgz and scripts/setup.sh and updates the versions of the build inputs. It lists your own files that differ from
the template's, and does not change them.
`,
  build: `squall build: build a project's dist/ with the compiler from npm, without a C++ toolchain

Usage: squall build [DIR]

DIR is the project (default: this directory). The first build installs the compiler into .toolchain/.
`,
  bundle: `squall bundle: assemble a client from a build, or a smaller one from the package

Usage: squall bundle GENERATED_FOLDER MODULE.wasm OUT [MIGRATIONS]
       squall bundle --domains DOMAIN,… OUT

The first form fills a project's dist/. With the directory of the migrations, OUT also gets squall/cache and squall/testing.
The second writes the package's client with only these domains; it needs no compiler.
`,
};

/** The module of the command: of the library, or of the project it is run in. */
function toolModule() {
  const file = process.env.SQUALL_TOOL_MODULE ?? fileURLToPath(new URL("../dist/tool.wasm.br", import.meta.url));
  if (!existsSync(file)) {
    console.error(`squall: ${file} is missing: run ./dev build`);
    process.exit(2);
  }
  return file;
}
async function runTool(args) {
  const { run } = await import("./tool/run.mjs");
  return await run(toolModule(), args);
}

const [command, ...args] = process.argv.slice(2);
if (Object.hasOwn(helpOf, command ?? "") && (args.includes("--help") || args.includes("-h"))) {
  console.log(helpOf[command]);
} else if (command === "init") {
  const [target, ...database] = args.map((arg) => arg.replace(/^--from(?==|$)/, "--sqlite"));
  if (target === undefined || target.startsWith("-") || (database.length > 0 && !database[0].startsWith("-")))
    usage("init DIR [--from FILE | --local [DIR] | --remote]");
  const folder = resolve(target);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    console.error(`squall: ${folder} is not empty`);
    process.exit(1);
  }
  const { init, initFrom } = await import("./init.mjs");
  if (database.length === 0) {
    init(folder);
    console.log(
      `A project in ${folder}. Go on with:\n  cd ${target}\n  ./dev demo\n  ./dev test\nWithout a C++ toolchain: ./dev demo --toolchain npm`,
    );
  } else {
    process.exitCode = await initFrom(folder, database, runTool);
    if (process.exitCode === 0)
      console.log(
        `A project in ${folder}. Go on with:\n  cd ${target}\n  ./dev test\n` +
          `Without a C++ toolchain: ./dev test --toolchain npm\n` +
          `Then, with the same database: npx squall push --dry-run, npx squall verify, npx squall migrate --baseline`,
      );
  }
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
} else if (command === "fleet") {
  const { fleet } = await import("./fleet/fleet_command.mjs");
  process.exitCode = await fleet(args);
} else if (command === "insights") {
  const { insights } = await import("./insights/run_insights.mjs");
  process.exitCode = await insights(args);
} else if (command === "watch") {
  const { watchCommand } = await import("./watch/watch_command.mjs");
  try {
    process.exitCode = await watchCommand(args);
  } catch (error) {
    console.error(`squall: ${error.message}`);
    process.exit(2);
  }
  process.exit();
} else if (command === "symbolize") {
  const { symbolizeCommand } = await import("./symbols/symbolize_command.mjs");
  process.exitCode = symbolizeCommand(args);
} else if (command === "--version") {
  console.log(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version);
} else {
  // A project that builds a command of its own tables (squall_add_tool) names its module. One that `squall build` has built has a
  // file of what it declares.
  const declared = "build/npm/generated/schema.json";
  const native = commandOfProject(declared);
  if (native) {
    const { status, signal } = spawnSync(native, process.argv.slice(2), { stdio: "inherit" });
    if (signal) process.kill(process.pid, signal);
    process.exitCode = status ?? 2;
  } else {
    if (!process.env.SQUALL_TOOL_MODULE && existsSync(declared)) process.env.SQUALL_SCHEMA ??= declared;
    process.exitCode = await runTool(process.argv.slice(2));
  }
  if (command === "--help" || command === "-h") console.log(ofProjects);
}
