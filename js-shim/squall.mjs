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
} else if (command === "bundle" && args.length === 3) {
  try {
    if (args[0] === "--domains") {
      const { bundleDomains } = await import("./bundle_domains.mjs");
      for (const line of await bundleDomains(args[1].split(",").filter(Boolean), args[2])) console.log(line);
    } else {
      process.argv.splice(2, 1);
      await import("./build.mjs");
    }
  } catch (error) {
    console.error(`squall: ${error.message}`);
    process.exit(1);
  }
} else {
  console.error(
    `usage: ${basename(process.argv[1])} init DIR | upgrade [DIR] | bundle GENERATED_FOLDER MODULE.wasm OUT | bundle --domains DOMAIN,… OUT`,
  );
  process.exit(2);
}
