// The files of migrations/ as statements, and what a local D1 contains (tests/bindings/suite/fetched_d1.mjs opens one).
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
/** The file of the schema that the last migration leads to. */
export const lastSnapshot = readdirSync(join(root, "migrations/meta"))
  .filter((file) => file.endsWith("_snapshot.json"))
  .sort()
  .at(-1);
export const migrations = readdirSync(join(root, "migrations"))
  .filter((f) => /^\d{4}_.*\.sql$/.test(f))
  .sort();

/** Cut at every semicolon, wherever it stands: migrations are written to survive that. */
export function statementsOf(file) {
  return readFileSync(join(root, "migrations", file), "utf8")
    .split(";")
    .map((s) => s.trim())
    .filter(Boolean);
}

export const run = (db, statements) => db.batch(statements.map((s) => db.prepare(s)));
export const apply = (db, file) => run(db, statementsOf(file));
export const rows = async (db, sql) => (await db.prepare(sql).all()).results;

/** Everything in the database: its objects' texts, and the rows of its tables in rowid order. */
export async function contentsOf(db) {
  const objects = await rows(
    db,
    "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE '!_cf!_%' ESCAPE '!' ORDER BY type, name",
  );
  const tables = {};
  for (const t of objects.filter((o) => o.type === "table"))
    tables[t.name] = await rows(db, `SELECT * FROM ${t.name} ORDER BY rowid`);
  return { objects, tables };
}
