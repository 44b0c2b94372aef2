// What npm packs is the library and all that it takes to build with it: nothing of iofold's sources, no tests.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const [packed] = JSON.parse(
  execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], { cwd: root, encoding: "utf8" }),
);
const files = packed.files.map((file) => file.path);
const under = (folder) => files.filter((file) => file.startsWith(`${folder}/`));

test("the package holds the language, plans, bindings, the engine, the tool and the shim, whole", () => {
  for (const folder of [
    "include",
    "src/core",
    "src/migrate",
    "src/studio",
    "src/tool",
    "studio",
    "bindings",
    "wasm",
    "js-shim",
    "cmake",
    "template",
  ]) {
    const tracked = execFileSync("git", ["ls-files", folder], { cwd: root, encoding: "utf8" }).trim().split("\n");
    assert.deepEqual(
      tracked.filter((file) => !files.includes(file)),
      [],
      folder,
    );
  }
});
test("and nothing that belongs to one application or to this checkout", () => {
  for (const folder of ["schema", "src/repositories", "migrations", "tests", "bench", "node_modules", "build", "docs"])
    assert.deepEqual(under(folder), [], folder);
});
test("every entry of package.json is a file of it", () => {
  const { exports, bin } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const paths = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(paths));
  for (const path of [...paths(exports), ...Object.values(bin)].map((path) => path.replace("./", ""))) {
    assert.ok(existsSync(join(root, path)), `${path} is missing: run ./dev build`);
    assert.ok(files.includes(path), path);
  }
});
test("what the library needs of npm are dependencies, at one version each", () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const name of ["@dagrejs/dagre", "@nozbe/simdjson", "better-sqlite3", "esbuild", "preact"])
    assert.match(dependencies[name], /^\d/, name);
  const template = JSON.parse(readFileSync(join(root, "template/package.json"), "utf8"));
  for (const [name, version] of Object.entries(template.devDependencies))
    assert.equal(version, devDependencies[name], name);
});
