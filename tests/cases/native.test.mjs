// The tables of cases on native SQLite: node --test tests/cases/native.test.mjs
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { loadCases, Native } from "./native.mjs";

const { allParts, now, play, Seeded, seedStatements } = await loadCases();
const native = new Native(now);
const seeded = new Seeded(native, seedStatements);
before(() => native.migrate());
after(() => native.end());

for (const domain of allParts)
  describe(domain.name, () => {
    for (const [name, cases] of Object.entries(domain.cases))
      for (const one of cases)
        test(`${domain.name}.${name}: ${one.it}`, async () => {
          await seeded.restore();
          assert.deepEqual(await play(native, `${domain.name}.${name}`, one, domain.tables), []);
        });
  });
