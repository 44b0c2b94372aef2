// The application's database in every state that its own files have made, with rows, through squall migrate, twice; then
// status, check and verify. No flag, no step by hand, and every value as it was.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { openSqlite } from "../../../dist/sqlite-wasm-node.js";
import { root } from "./application.mjs";
import { contents, tablesOf } from "./database.mjs";
import { plainForm } from "./plain_form.mjs";
import { rows } from "./rows.mjs";

/** The statements of a file: none of the application's has a trigger, or a semicolon in a text. */
const statementsOf = (sql) => sql.replace(/--.*$/gm, "").split(";").map((s) => s.trim()).filter(Boolean); // prettier-ignore
const ways = {
  "each file all or nothing": (db, file) => db.applyMigrations([file]).catch(() => undefined),
  "each file up to its first error": async (db, { sql }) => {
    for (const statement of statementsOf(sql))
      if (await db.prepare(statement).run().then(() => false, () => true)) return; // prettier-ignore
  },
  "every statement, errors ignored": async (db, { sql }) => {
    for (const statement of statementsOf(sql))
      await db
        .prepare(statement)
        .run()
        .catch(() => undefined);
  },
};
const squall = (...args) => spawnSync(join(root, "build/native/bin/squall"), args, { cwd: root, encoding: "utf8" });

async function make(path, files, way, { holdsCandidates = false } = {}) {
  const db = await openSqlite({ file: path });
  for (const file of files) await way(db, file);
  await db.prepare("DROP TABLE IF EXISTS d1_migrations").run();
  if (holdsCandidates) {
    for (const sql of ["DROP VIEW eval_comparison", "DROP TABLE eval_executions"]) await db.prepare(sql).run();
    await ways["every statement, errors ignored"](
      db,
      files.find(({ name }) => name === "012_llm_cache.sql"),
    );
  }
  const inserts = Object.entries(rows(holdsCandidates)).flatMap(([table, all]) =>
    all.map((row) =>
      db
        .prepare(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => "?")})`)
        .bind(...Object.values(row)),
    ),
  );
  await db.batch([db.prepare("PRAGMA defer_foreign_keys = on"), ...inserts]);
  await db
    .prepare("UPDATE traces SET agent_id = 'agent_1' WHERE id < 'trace_05'")
    .run()
    .catch(() => undefined);
  const before = await rowsOf(db, await tablesOf(db));
  await db.close();
  return before;
}
/** All rows by table, times in one form; both tables of executions as one. */
async function rowsOf(db, tables) {
  const renamed = tables.includes("eval_candidate_executions") ? ["eval_candidate_executions"] : [];
  const all = await contents(db, [...tables.filter((table) => !renamed.includes(table)), ...renamed]);
  for (const table of renamed) all.eval_executions = [...all.eval_executions, ...all[table]];
  return plainForm({ answer: {}, rows: all }, Infinity).rows;
}
/** What is lost of a table: a row, or a value. A NULL may have been filled, and a column set aside. */
function lossesOf(before, after) {
  const isKept = (row) =>
    after.some((one) =>
      Object.entries(row).every(
        ([column, value]) => !(column in one) || value === null || isDeepStrictEqual(one[column], value),
      ),
    );
  const lost = before.filter((row) => !isKept(row)).map((row) => JSON.stringify(row));
  return before.length === after.length ? lost : [`${before.length} rows before, ${after.length} after`, ...lost];
}

export async function migrateAll(files, folder) {
  const failures = [];
  const states = [
    ...Object.entries(ways).map(([name, way]) => ({ name, way })),
    { name: "each file all or nothing, then push", way: ways["each file all or nothing"], push: true },
    { name: "012 where no other eval_executions was", way: ways["each file all or nothing"], holdsCandidates: true },
  ];
  for (const [i, { name, way, push, holdsCandidates }] of states.entries()) {
    const path = join(folder, `state_${i}.sqlite`);
    const before = await make(path, files, way, { holdsCandidates });
    const steps = [
      ...(push ? [["push"]] : []),
      ["migrate", "--baseline"],
      ["migrate"],
      ["migrate"],
      ["status"],
      ["check"],
      ["verify"],
    ];
    for (const step of steps) {
      const { status, stdout, stderr } = squall(...step, "--sqlite", path);
      if (status !== 0) failures.push(`${name}: squall ${step.join(" ")}: ${stdout}${stderr}`);
    }
    const db = await openSqlite({ file: path });
    const after = await rowsOf(db, await tablesOf(db));
    await db.close();
    for (const [table, all] of Object.entries(before))
      for (const loss of lossesOf(all, after[table])) failures.push(`${name}: ${table}: ${loss}`);
    const filled = Object.values(before).filter((all) => all.length > 0);
    console.log(`${name}: ${filled.flat().length} rows of ${filled.length} tables, of ${Object.keys(before).length}`);
  }
  console.log(`compare: ${states.length} databases of the application migrated, ${failures.length} failures`);
  return failures;
}
