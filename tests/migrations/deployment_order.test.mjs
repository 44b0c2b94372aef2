// The order of deployment across 0019 (docs/guide/iofold.md): at each step each function can go back to its legacy form. On the
// state in which eval_executions holds executions of candidates, the only one in which such statements have ever worked.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { migrations, root } from "./local_d1.mjs";
import { parents, states } from "./states_of_0019.mjs";
import { openSqlite } from "../../dist/sqlite-wasm-node.js";
import { adopt } from "../../dist/shadow.js";
import { open } from "../../dist/node.js";

const read = (name) => ({ name, sql: readFileSync(join(root, "migrations", name), "utf8") });

/** As the guide has it: the table's name is asked of the database, at every call. */
async function candidateExecutions(db) {
  const name = "eval_candidate_executions";
  const found = await db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?").bind(name).first();
  return found ? name : "eval_executions";
}
const detail = {
  legacy: async (db) => {
    const row = await db
      .prepare(
        `SELECT trace_id, eval_candidate_id AS eval_id, success, feedback FROM ${await candidateExecutions(db)}
         WHERE trace_id = ? AND eval_candidate_id = ? ORDER BY created_at DESC LIMIT 1`,
      )
      .bind("t1", "c1")
      .first();
    return row && { trace_id: row.trace_id, result: Boolean(row.success), reason: row.feedback };
  },
  squall: async (client) => {
    const row = await client.matrix.get_execution_detail({ trace_id: "t1", eval_id: "c1" });
    return row && { trace_id: row.trace_id, result: row.result, reason: row.reason };
  },
};
const record = {
  legacy: async (db) => {
    const sql = `INSERT INTO ${await candidateExecutions(db)} (id, eval_candidate_id, trace_id, success) VALUES (?, ?, ?, ?)`;
    await db.prepare(sql).bind(crypto.randomUUID(), "c2", "t3", 1).run();
  },
  squall: async (client) => {
    await client.eval_candidate_executions.create({ eval_candidate_id: "c2", trace_id: "t3", success: true });
  },
};

const state = states.find(({ name }) => name === "GEPA shape with rows");

test("each step can be taken back: legacy, migrate, shadow, squall", async () => {
  const db = await openSqlite();
  await db.applyMigrations([read("0001_baseline.sql")]);
  for (const sql of [...parents, ...state.setup]) await db.prepare(sql).run();

  let mode = "legacy";
  const reports = [];
  let pending = [];
  const way = adopt({
    binding: db,
    open,
    mode: () => mode,
    waitUntil: (work) => pending.push(work),
    report: (comparison) => reports.push(comparison),
    ignore: ["id", "created_at"],
  });
  let rows = 0;
  const count = async () => await db.prepare(`SELECT count(*) AS n FROM ${await candidateExecutions(db)}`).first("n");
  const step = async (now) => {
    mode = now;
    const before = await count();
    const answer = await way.run("matrix.get_execution_detail", detail);
    await way.run("eval_candidate_executions.create", record);
    await Promise.all(pending);
    pending = [];
    assert.equal(await count(), before + 1, now);
    rows++;
    return answer;
  };

  const answer = await step("legacy");
  assert.deepEqual(Object.keys(answer), ["trace_id", "result", "reason"]);
  await db.applyMigrations(migrations.filter((name) => name !== "0001_baseline.sql").map(read));
  for (const now of ["legacy", "shadow", "legacy", "squall", "legacy", "shadow", "squall"])
    assert.deepEqual(await step(now), answer, now);
  assert.equal(rows, 8);
  assert.equal(reports.length, 4);
  for (const report of reports) assert.deepEqual([report.same, report.differences], [true, []], JSON.stringify(report));
  await db.close();
});
test("a statement that names the table itself fails behind 0019: the edit comes first", async () => {
  const db = await openSqlite();
  await db.applyMigrations([read("0001_baseline.sql")]);
  for (const sql of [...parents, ...state.setup]) await db.prepare(sql).run();
  const sql = "SELECT eval_candidate_id FROM eval_executions";
  await db.prepare(sql).all();
  await db.applyMigrations(migrations.filter((name) => name !== "0001_baseline.sql").map(read));
  await assert.rejects(() => db.prepare(sql).all(), /no such column: eval_candidate_id/);
  await db.close();
});
