// The application's database in every state that its own files have made, with rows, through squall migrate, twice; then
// status, check and verify. No flag, no step by hand.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { openSqlite } from "../../../dist/sqlite-wasm-node.js";
import { root } from "./application.mjs";
import { contents, tablesOf } from "./database.mjs";
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
  const before = await count(db);
  await db.close();
  return before;
}
/** How many rows each table has; both tables of executions as one. */
async function count(db) {
  const all = await contents(db, await tablesOf(db));
  const counts = Object.fromEntries(Object.entries(all).map(([table, found]) => [table, found.length]));
  counts.eval_executions += counts.eval_candidate_executions ?? 0;
  return counts;
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
    const after = await count(db);
    await db.close();
    for (const [table, number] of Object.entries(before))
      if (after[table] !== number) failures.push(`${name}: ${table} had ${number} rows and has ${after[table]}`);
    console.log(
      `${name}: ${Object.values(before).reduce((a, b) => a + b)} rows of ${Object.keys(before).length} tables`,
    );
  }
  console.log(`compare: ${states.length} databases of the application migrated, ${failures.length} failures`);
  return failures;
}
