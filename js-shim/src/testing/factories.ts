// Rows for tests: what is not given is filled in, parents included. Values are counted, so that they are unique and the same in every run.
import type { Binding, Bound } from "../binding.js";

export interface FactoryColumn {
  name: string;
  kind: "text" | "integer" | "real" | "boolean" | "timestamp" | "date" | "enum" | "json" | "blob" | "bigint";
  values?: string[];
  /** Of a JSON column that is a list. */
  list?: boolean;
  /** The column must have a value, and has no default. */
  needed?: boolean;
  /** An INTEGER PRIMARY KEY, which SQLite counts. */
  counted?: boolean;
  /** A UNIQUE column, a primary key included. */
  unique?: boolean;
  /** The table and column that it refers to. */
  parent?: [table: string, column: string];
}
export type FactoryTables = Record<string, FactoryColumn[]>;
type Row = Record<string, unknown>;
export type Factory = (values?: Row) => Promise<Row>;

const firstDay = Date.parse("2026-01-01T00:00:00.000Z");

/** table → factory. */
export function makeFactories(tables: FactoryTables, binding: Binding): Record<string, Factory> {
  const counts = new Map<string, number>();

  async function one(sql: string, values: unknown[]): Promise<Row> {
    const { results } = (await binding
      .prepare(sql)
      .bind(...(values as Bound[]))
      .all()) as { results: Row[] };
    return results[0]!;
  }

  /** known: keys of rows by their table, which all parents of this row share: one workspace for an agent and its trace. */
  async function make(table: string, given: Row, known: Map<string, unknown>, inside: string[]): Promise<Row> {
    const columns = tables[table]!;
    const unknown = Object.keys(given).find((name) => !columns.some((column) => column.name === name));
    if (unknown !== undefined)
      throw new Error(
        `squall: ${table} has no column ${unknown}; it has ${columns.map(({ name }) => name).join(", ")}`,
      );
    const n = (counts.get(table) ?? 0) + 1;
    counts.set(table, n);
    const row: Row = {};
    for (const column of columns)
      if (given[column.name] !== undefined) {
        row[column.name] = stored(column, given[column.name]);
        if (column.parent && given[column.name] !== null) await learn(column.parent, given[column.name], known);
      }
    for (const column of columns) {
      if (column.name in row || column.counted || !column.needed) continue;
      row[column.name] = column.parent
        ? await parentOf(table, column, known, [...inside, table])
        : filled(table, column, n);
    }
    const names = Object.keys(row);
    const list = names.map(quoted).join(", ");
    const sql =
      names.length === 0
        ? `INSERT INTO ${quoted(table)} DEFAULT VALUES RETURNING *`
        : `INSERT INTO ${quoted(table)} (${list}) VALUES (${names.map((_, i) => `?${i + 1}`).join(", ")}) RETURNING *`;
    const made = await one(sql, Object.values(row));
    return Object.fromEntries(columns.map((column) => [column.name, read(column, made[column.name])]));
  }

  /** The key of a parent: one that this row's other parents have too, or a new one. */
  async function parentOf(
    table: string,
    column: FactoryColumn,
    known: Map<string, unknown>,
    inside: string[],
  ): Promise<unknown> {
    const [parent, key] = column.parent!;
    if (!known.has(parent)) {
      if (inside.includes(parent))
        throw new Error(`squall: ${table}.${column.name} refers to ${parent}, which needs such a row itself: name one`);
      const made = await make(parent, {}, known, inside);
      known.set(parent, made[key]);
    }
    return known.get(parent);
  }

  /** A parent that is given: what it refers to is shared as well. */
  async function learn([table, key]: [string, string], value: unknown, known: Map<string, unknown>): Promise<void> {
    if (known.has(table)) return;
    known.set(table, value);
    const row = await one(`SELECT * FROM ${quoted(table)} WHERE ${quoted(key)} = ?1`, [value]);
    if (row === undefined) throw new Error(`squall: ${table} has no row whose ${key} is ${String(value)}`);
    for (const column of tables[table]!)
      if (column.parent && row[column.name] !== null && column.parent[0] !== table)
        await learn(column.parent, row[column.name], known);
  }

  return Object.fromEntries(
    Object.keys(tables).map((table) => [table, (values: Row = {}) => make(table, values, new Map(), [])]),
  );
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function filled(table: string, { name, kind, values, list, unique }: FactoryColumn, n: number): unknown {
  switch (kind) {
    case "enum":
      return values![0];
    case "integer":
    case "bigint":
      return unique ? n : 0;
    case "real":
      return unique ? n : 0;
    case "boolean":
      return 0;
    case "timestamp":
      return new Date(firstDay + n * 1000).toISOString();
    case "date":
      return new Date(firstDay + n * 86_400_000).toISOString().slice(0, 10);
    case "json":
      return list ? "[]" : "{}";
    case "blob":
      return Uint8Array.of(n & 255);
    default:
      if (/email$/i.test(name)) return `${table}_${n}@example.com`;
      return name === "id" ? `${table}_${n}` : `${name} ${n}`;
  }
}
function stored({ kind }: FactoryColumn, value: unknown): unknown {
  if (kind === "json" && value !== null) return JSON.stringify(value);
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "bigint" ? String(value) : value instanceof Date ? value.toISOString() : value;
}
function read({ kind }: FactoryColumn, cell: unknown): unknown {
  if (cell === null || cell === undefined) return null;
  if (kind === "boolean") return cell !== 0;
  if (kind === "bigint") return BigInt(String(cell));
  if (kind !== "json") return cell;
  try {
    return JSON.parse(String(cell)) as unknown;
  } catch {
    return cell;
  }
}
