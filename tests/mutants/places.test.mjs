// Each mutant names a place in the sources, which must be there exactly once: the run of all mutants takes hours, this a moment.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { apply } from "./apply.mjs";
import { mutants } from "./list.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("the place of every mutant is in its file, once", () => {
  const missing = mutants.filter((m) => apply(readFileSync(join(root, m.file), "utf8"), m) === undefined);
  assert.deepEqual(
    missing.map((m) => `${m.id} ${m.file}: ${m.find}`),
    [],
  );
});
