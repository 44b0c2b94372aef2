// 0019 on every state that it may find, on local D1: nothing is lost, and a second run changes nothing.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { openFetchedD1s } from "../bindings/suite/fetched_d1.mjs";
import { apply, contentsOf, rows, run } from "./local_d1.mjs";
import { parents, states } from "./states_of_0019.mjs";

const migration = "0019_eval_candidate_executions.sql";

const indexes = {
  eval_executions: [
    "idx_eval_executions_eval_id",
    "idx_eval_executions_executed_trace",
    "idx_eval_executions_trace_id",
  ],
  eval_candidate_executions: [
    "idx_eval_candidate_executions_candidate",
    "idx_eval_candidate_executions_created",
    "idx_eval_candidate_executions_success",
    "idx_eval_candidate_executions_trace",
  ],
};

/** The rows of eval_executions and of the new table together, as plain objects without null fields, by id. */
async function rowsByMeaning(db, tables) {
  const found = [];
  for (const table of tables) {
    const known = await rows(db, `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '${table}'`);
    if (!known.length) continue;
    for (const row of await rows(db, `SELECT * FROM ${table}`)) {
      const renamed = { result: "predicted_result", reason: "predicted_reason" };
      found.push(
        Object.fromEntries(
          Object.entries(row)
            .filter(([, v]) => v !== null)
            .map(([k, v]) => [renamed[k] ?? k, v])
            .sort(),
        ),
      );
    }
  }
  // Two attempts may have left the same row in two places.
  return [...new Set(found.map((r) => JSON.stringify(r)))].sort();
}
const ids = async (db, table) => (await rows(db, `SELECT id FROM ${table} ORDER BY id`)).map((r) => r.id);
const namesOfIndexes = async (db, table) =>
  (await rows(db, `SELECT name FROM pragma_index_list('${table}') WHERE origin = 'c'`)).map((r) => r.name);

const needed = ["eval_candidates", "evals", "traces"];
// One process has a database for each test: starting one takes longer than a test.
const { databases, close } = await openFetchedD1s(
  Array.from({ length: states.length + needed.length + 1 }, (_, i) => `DB${i}`),
);
after(close);

async function inState(setup, check) {
  const db = databases.pop();
  await apply(db, "0001_baseline.sql");
  await run(db, [...parents, ...setup]);
  await check(db);
}

for (const state of states) {
  test(`0019 on: ${state.name}`, () =>
    inState(state.setup, async (db) => {
      const tables = ["eval_executions", "eval_candidate_executions"];
      const held = await rowsByMeaning(db, tables);
      await apply(db, migration);
      const { evals = {}, candidates = [], evalOrphans = [], candidateOrphans = [] } = state.after;
      assert.deepEqual(await ids(db, "eval_executions"), Object.keys(evals));
      assert.deepEqual(await ids(db, "eval_candidate_executions"), candidates);
      assert.deepEqual(await ids(db, "eval_executions_orphans"), evalOrphans);
      assert.deepEqual(await ids(db, "eval_candidate_executions_orphans"), candidateOrphans);
      assert.deepEqual(
        await rowsByMeaning(db, [...tables, ...tables.map((t) => t + "_orphans")]),
        held,
        "every row, with every value",
      );

      for (const [table, names] of Object.entries(indexes)) {
        const there = await namesOfIndexes(db, table);
        for (const name of names) assert.ok(there.includes(name), `${name} is missing`);
        assert.deepEqual(
          there.filter((n) => !n.startsWith(`idx_${table}_`)),
          [],
        );
      }
      assert.deepEqual(await rows(db, "PRAGMA foreign_key_check"), []);
      assert.deepEqual(
        await rows(db, "SELECT execution_id, is_contradiction FROM eval_comparison ORDER BY execution_id"),
        Object.entries(evals).map(([execution_id, is_contradiction]) => ({ execution_id, is_contradiction })),
      );

      const once = await contentsOf(db);
      await apply(db, migration);
      assert.deepEqual(await contentsOf(db), once, "the second run changes nothing");
    }));
}

for (const missing of needed) {
  test(`0019 refuses without ${missing} and changes nothing`, async () => {
    const db = databases.pop();
    const tables = [...needed, "feedback"].filter((t) => t !== missing);
    await run(db, [
      ...tables.map((t) => `CREATE TABLE ${t} (id TEXT PRIMARY KEY)`),
      "CREATE TABLE eval_executions (id TEXT PRIMARY KEY, eval_id TEXT NOT NULL, trace_id TEXT NOT NULL, result BOOLEAN NOT NULL, reason TEXT NOT NULL)",
      "INSERT INTO eval_executions VALUES ('x1', 'e1', 't1', 1, 'because')",
      "CREATE VIEW eval_comparison AS SELECT id FROM eval_executions",
    ]);
    const before = await contentsOf(db);
    await assert.rejects(
      apply(db, migration),
      new RegExp(`0019 needs table ${missing}: apply the migration that makes it first`),
    );
    assert.deepEqual(await contentsOf(db), before);
  });
}

test("0019 refuses a shape of eval_executions that it does not know", () =>
  inState(
    [
      "DROP TABLE eval_executions",
      "CREATE TABLE eval_executions (id TEXT PRIMARY KEY, what TEXT)",
      "INSERT INTO eval_executions VALUES ('x1', 'y')",
    ],
    async (db) => {
      const before = await contentsOf(db);
      await assert.rejects(apply(db, migration), /0019 does not know the shape of eval_executions: 1 rows/);
      assert.deepEqual(await contentsOf(db), before);
    },
  ));
