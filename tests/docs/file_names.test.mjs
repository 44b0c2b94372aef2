// Two files of the library have one name only where a reader expects it. docs/ARCHITECTURE.md, "Names of files", has the rule.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { basename, dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Each application and each program has its own. */
const entries =
  /^(CMakeLists\.txt|CMakePresets\.json|README\.md|package(-lock)?\.json|tsconfig\.json|wrangler\.toml|vitest\.config\.ts|dev|index\.ts|run\.mjs|build\.mjs|write\.mjs|demo\.mjs|main\.cpp|\.clang-.*|\.gitignore)$/;
/** Projects beside iofold: their files are called as iofold's are. */
const otherProject = /^(template|worker\/examples|bench\/module)\//;
/** Folders whose files mirror those of another one: the functions of a table, another implementation of a header. */
const mirrors = [
  ["schema", "src/repositories"],
  ["bindings/node", "bindings/d1_rest"],
  ["bindings/node", "bindings/sqlite"],
  ["bindings/node", "src/migrate"],
  ["bindings/node", "src/tool"],
  ["bindings/d1", "bindings/sqlite"],
];

/** Names of several files, with the files; tests mirror the sources and are left out. */
export function doubled(files) {
  const byName = new Map();
  for (const file of files) {
    if (entries.test(basename(file)) || otherProject.test(file)) continue;
    byName.set(basename(file), [...(byName.get(basename(file)) ?? []), file]);
  }
  return [...byName.values()]
    .filter((same) => same.length > 1)
    .filter((same) => !mirrors.some((pair) => same.length === 2 && same.every((file) => pair.includes(dirname(file)))));
}

test("no two files of the library have one name", () => {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter((file) => file && !/^(tests|docs\/reference|migrations|template\/migrations)\//.test(file));
  assert.deepEqual(doubled(listed), []);
});
test("a second file of a name is found", () => {
  assert.deepEqual(doubled(["src/studio/schema.hpp", "src/tool/schema.hpp"]), [
    ["src/studio/schema.hpp", "src/tool/schema.hpp"],
  ]);
  assert.deepEqual(doubled(["bindings/node/file_lock.cpp", "src/migrate/file_lock.cpp"]), []);
  assert.equal(doubled(["bindings/node/a.cpp", "src/tool/a.cpp", "src/core/a.cpp"]).length, 1);
});
