// Every planted fault of tests/mutants finds its place in the sources, so that ./dev mutants runs them all.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { apply } from "../mutants/apply.mjs";
import { killers, mutants } from "../mutants/list.mjs";

test("each fault's place stands once in its file, and the fault changes it", () => {
  const stale = mutants.filter(({ file, ...fault }) => {
    const source = readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");
    const changed = apply(source, fault);
    return changed === undefined || changed === source;
  });
  assert.deepEqual(
    stale.map(({ id, file }) => `${id} ${file}`),
    [],
  );
});
test("the tests that should find a fault are there", () => {
  const files = new Set(mutants.flatMap((mutant) => mutant.killers.map((name) => killers(name).file ?? "package.json")));
  assert.deepEqual(
    [...files].filter((file) => !existsSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)))),
    [],
  );
});
test("ids are unique", () => {
  assert.equal(new Set(mutants.map(({ id }) => id)).size, mutants.length);
});
