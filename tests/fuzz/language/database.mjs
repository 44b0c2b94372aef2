// The SQL that fills the tables.
import { TABLES } from "./schema.mjs";

export const quotedName = (name) => `"${name.replaceAll('"', '""')}"`;
const literal = (v) => {
  if (v === null) return "NULL";
  if (typeof v === "object") return `X'${v.blob}'`;
  if (typeof v === "string") return `'${v.replaceAll("'", "''")}'`;
  return typeof v === "number" && Number.isInteger(v) ? `${v}.0` : String(v);
};

/** Empties all tables and inserts these rows. */
export function fillSql(database) {
  const statements = Object.keys(TABLES).map((name) => `DELETE FROM ${quotedName(name)}`);
  for (const [name, rows] of Object.entries(database)) {
    if (rows.length === 0) continue;
    const columns = TABLES[name].columns.map((c) => c.name);
    const tuples = rows.map((row) => `(${columns.map((c) => literal(row[c])).join(", ")})`);
    statements.push(
      `INSERT INTO ${quotedName(name)} (${columns.map(quotedName).join(", ")}) VALUES ${tuples.join(", ")}`,
    );
  }
  return statements;
}
/** Reads one table, its columns in order, its rows by key. */
export function readSql(table) {
  const { columns } = TABLES[table];
  return `SELECT ${columns.map((c) => quotedName(c.name)).join(", ")} FROM ${quotedName(table)} ORDER BY 1`;
}
