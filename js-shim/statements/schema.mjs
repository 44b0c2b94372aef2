// What a database makes of a statement: its plan, and what else is read and written through views, triggers and foreign keys.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { tablesOf } from "./tables.mjs";

/** A database in memory after the migrations of a folder. Node's own SQLite; Node 22.13 is the first that has it without a flag. */
export async function openSchema(migrations) {
  const { DatabaseSync } = await withoutWarning(() => import("node:sqlite"));
  const database = new DatabaseSync(":memory:");
  const files = readdirSync(migrations)
    .filter((name) => name.endsWith(".sql"))
    .sort((a, b) => parseInt(a) - parseInt(b) || (a < b ? -1 : 1));
  if (files.length === 0) throw new Error(`${migrations} has no migrations`);
  for (const file of files) {
    try {
      database.exec(`BEGIN;\n${readFileSync(join(migrations, file), "utf8")}\n;COMMIT;`);
    } catch (error) {
      throw new Error(`${join(migrations, file)}: ${error.message}`);
    }
  }
  return new Schema(database);
}
export const hasSqlite = () =>
  withoutWarning(() => import("node:sqlite")).then(
    () => true,
    () => false,
  );
async function withoutWarning(load) {
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return await load();
  } finally {
    process.emitWarning = emitWarning;
  }
}

class Schema {
  constructor(database) {
    this.database = database;
    const all = database.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL").all();
    this.tables = all
      .filter((one) => one.type === "table" && !/^(sqlite_|_cf_|d1_)/.test(one.name))
      .map((one) => one.name);
    this.indexes = new Map(all.filter((one) => one.type === "index").map((one) => [one.name, one]));
    this.views = new Map(
      all
        .filter((one) => one.type === "view")
        .map((one) => [one.name, tablesOf(one.sql.slice(one.sql.search(/\bAS\b/i)))]),
    );
    this.triggers = all
      .filter((one) => one.type === "trigger")
      .map((one) => {
        const body = one.sql.slice(one.sql.search(/\bBEGIN\b/i));
        const statements = body.replace(/^BEGIN|END\s*$/gi, "").split(";");
        return { table: one.tbl_name, touched: statements.map(tablesOf) };
      });
    this.keys = this.tables.flatMap((child) =>
      database
        .prepare(
          `SELECT "table" AS parent, "from" AS child_column, "to" AS parent_column, on_delete, on_update FROM pragma_foreign_key_list(?)`,
        )
        .all(child)
        .map((key) => ({ child, ...key })),
    );
    this.columns = new Map(
      this.tables.map((table) => [
        table,
        database.prepare(`SELECT name, "notnull" AS not_null, pk FROM pragma_table_info(?)`).all(table),
      ]),
    );
  }

  /** All that a statement reads and writes. */
  touched(sql) {
    const { reads, writes } = tablesOf(sql);
    const read = new Set();
    const expand = (names) => {
      for (const name of names) {
        const view = this.views.get(name);
        if (view) expand(view.reads);
        else read.add(name);
      }
    };
    expand(reads);
    const written = new Set();
    const write = (name, isDeletion) => {
      const isNew = !written.has(name);
      written.add(name);
      if (!isNew && !isDeletion) return;
      for (const trigger of this.triggers.filter((one) => one.table === name))
        for (const { reads, writes } of trigger.touched) {
          expand(reads);
          for (const other of writes) if (!written.has(other)) write(other, true);
        }
      for (const key of this.keys.filter((one) => one.parent === name)) {
        const acts = (isDeletion && /CASCADE|SET/.test(key.on_delete)) || /CASCADE|SET/.test(key.on_update);
        if (acts && !written.has(key.child)) write(key.child, isDeletion && key.on_delete === "CASCADE");
      }
    };
    const isDeletion = /^\s*(DELETE|REPLACE|INSERT OR REPLACE)\b/i.test(sql) || /\bDELETE FROM\b/i.test(sql);
    for (const name of writes) write(name, isDeletion);
    return { reads: [...read].sort(), writes: [...written].sort() };
  }

  /** EXPLAIN QUERY PLAN as indented lines. */
  plan(sql) {
    const rows = this.database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const depth = new Map();
    return rows.map(({ id, parent, detail }) => {
      depth.set(id, (depth.get(parent) ?? -1) + 1);
      return "  ".repeat(depth.get(id)) + detail;
    });
  }

  /**
   * The tables of which every row belongs to one tenant: they have the tenant's column, or a key that may not be NULL to such a table.
   * column: workspace_id; its own table is the one that such a column refers to.
   */
  tablesOfTenant(column) {
    const own = new Set(this.keys.filter((key) => key.child_column === column).map((key) => key.parent));
    const isFilled = (table, name) =>
      this.columns.get(table).some((one) => one.name === name && (one.not_null || one.pk));
    for (const table of this.tables) if (isFilled(table, column)) own.add(table);
    for (let size = -1; size !== own.size;) {
      size = own.size;
      for (const key of this.keys) if (own.has(key.parent) && isFilled(key.child, key.child_column)) own.add(key.child);
    }
    return own;
  }
}
