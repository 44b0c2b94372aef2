// The application's database by its own files, with rows; and the same behind this project's migrations.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { openSqlite } from "../../../dist/sqlite-wasm-node.js";
import { root } from "./application.mjs";
import { rows } from "./rows.mjs";

const ours = readdirSync(join(root, "migrations"))
  .filter((name) => /^\d{4}_.*\.sql$/.test(name) && name !== "0001_baseline.sql")
  .map((name) => ({ name, sql: readFileSync(join(root, "migrations", name), "utf8") }));

/** Each file all or nothing, as wrangler runs it; what fails is left out. */
async function schemaOf(files) {
  const db = await openSqlite();
  for (const file of files) await db.applyMigrations([file]).catch(() => undefined);
  await db.prepare("DROP TABLE d1_migrations").run();
  const objects = await db
    .prepare(
      "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 ELSE 2 END, rowid",
    )
    .all();
  await db.close();
  return objects.results;
}
const candidates = /^eval_executions$|^idx_eval_executions|^eval_comparison$/;
/**
 * The schema as wrangler makes it; with `holds: "candidates"`, eval_executions is what 012 makes of it where no other was before.
 */
export async function statesOf(files) {
  const made = await schemaOf(files);
  const later = files.find(({ name }) => name === "012_llm_cache.sql").sql;
  const cache = [{ name: "012", sql: later }];
  return {
    evals: { schema: made.map(({ sql }) => sql), files: [] },
    candidates: { schema: made.filter(({ name }) => !candidates.test(name)).map(({ sql }) => sql), files: cache },
  };
}

/** A fresh database of a state, with rows; migrated where asked. */
export async function open(state, { migrated }) {
  const db = await openSqlite();
  await db.batch(state.schema.map((sql) => db.prepare(sql)));
  if (state.files.length > 0) await db.applyMigrations(state.files);
  const holdsCandidates = state.files.length > 0;
  const inserts = Object.entries(rows(holdsCandidates)).flatMap(([table, all]) =>
    all.map((row) =>
      db
        .prepare(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => "?")})`)
        .bind(...Object.values(row)),
    ),
  );
  await db.batch([db.prepare("PRAGMA defer_foreign_keys = on"), ...inserts]);
  if (migrated) await db.applyMigrations(ours);
  return db;
}

const tablesOf = async (db) =>
  (
    await db
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '%migrations' AND name NOT LIKE '%orphans'",
      )
      .all()
  ).results.map(({ name }) => name);

/** All rows of the tables that the application knows. `before`: names as they were before 0019. */
export async function contents(db, tables, renamed = {}) {
  const all = {};
  for (const table of tables) all[table] = (await db.prepare(`SELECT * FROM ${renamed[table] ?? table}`).all()).results;
  return all;
}
export { tablesOf };
