// What D1 does around SQLite, over an SQLite that answers at once: the shape of a D1Database, its transactions, what it
// makes of values on their way in and out, its errors' texts. For SQLite in this process and for a Durable Object's.
import { boundValue, cellOfD1, type BoundValue } from "./d1_values.js";
import type { LocalDatabase, LocalResult, LocalStatement, LocalValue } from "./local_database.js";
import { pending, type MigrationFiles } from "./migration_files.js";

/** A synchronous SQLite. Its errors have D1's texts as their cause. */
export interface SyncSqlite {
  /** Runs all statements of a text; the values belong to the last, whose rows are given. */
  run(sql: string, values: BoundValue[]): ExecResult;
  /** All or nothing. */
  transaction<T>(body: () => T): T;
  /** Rows changed since it was opened, and the last rowid. */
  changes(): { total: number; lastRowId: number };
  close?(): Promise<void> | void;
}
export interface ExecResult {
  columns: string[];
  rows: unknown[][];
  /** Where SQLite counts them as D1 does. */
  rowsRead?: number;
  rowsWritten?: number;
}

export class D1Adapter implements LocalDatabase {
  readonly #sqlite: SyncSqlite;

  constructor(sqlite: SyncSqlite) {
    this.#sqlite = sqlite;
  }

  prepare(sql: string): D1AdapterStatement {
    return new D1AdapterStatement(this.#sqlite, String(sql), []);
  }

  /** One transaction, in order; the first error undoes all. */
  async batch<Row = Record<string, unknown>>(statements: LocalStatement[]): Promise<LocalResult<Row>[]> {
    return perform(this.#sqlite, statements as D1AdapterStatement[], withMeta<Row>);
  }

  /** Statements without values, one a line, as D1's exec takes them. */
  async exec(sql: string): Promise<{ count: number; duration: number }> {
    const started = performance.now();
    const lines = sql.trim().split("\n");
    for (const line of lines) perform(this.#sqlite, [this.prepare(line)], rowsOnly);
    return { count: lines.length, duration: performance.now() - started };
  }

  /**
   * Applies those of the files that the table d1_migrations does not name yet, by their number, each in a transaction of
   * its own; returns the names of those applied. A file that fails is rolled back and named in the error; those before it stay.
   */
  async applyMigrations(files: MigrationFiles): Promise<{ applied: string[] }> {
    const sqlite = this.#sqlite;
    sqlite.run(migrationsTable, []);
    const applied: string[] = [];
    for (const { name, statements } of pending(
      files,
      new Set(sqlite.run("SELECT name FROM d1_migrations", []).rows.map(([name]) => name)),
    )) {
      try {
        sqlite.transaction(() => {
          for (const sql of statements) sqlite.run(sql, []);
          sqlite.run("INSERT INTO d1_migrations (name) VALUES (?1)", [name]);
          // Deferred keys would be checked at the end of the transaction, in a Durable Object only after all answers.
          if (sqlite.run("PRAGMA foreign_key_check", []).rows.length > 0)
            throw new Error(
              "FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)",
            );
        });
      } catch (cause) {
        throw new Error(`Migration ${name} failed and was rolled back: ${messageOf(cause)}`, { cause });
      }
      applied.push(name);
    }
    return { applied };
  }

  /** Lets go of the database. A Durable Object keeps its own. */
  async close(): Promise<void> {
    await this.#sqlite.close?.();
  }
}

export class D1AdapterStatement implements LocalStatement {
  constructor(
    readonly sqlite: SyncSqlite,
    readonly sql: string,
    readonly values: BoundValue[],
  ) {}

  /** A new statement with these values. */
  bind(...values: LocalValue[]): D1AdapterStatement {
    return new D1AdapterStatement(this.sqlite, this.sql, values.map(boundValue));
  }
  async all<Row = Record<string, unknown>>(): Promise<LocalResult<Row>> {
    return perform(this.sqlite, [this], withMeta<Row>)[0]!;
  }
  async run<Row = Record<string, unknown>>(): Promise<LocalResult<Row>> {
    return perform(this.sqlite, [this], withMeta<Row>)[0]!;
  }
  async raw<Cells extends unknown[] = unknown[]>(options: { columnNames?: boolean } = {}): Promise<Cells[]> {
    const { columns, rows } = perform(this.sqlite, [this], rowsOnly)[0]!;
    return (options.columnNames ? [[...columns], ...rows] : rows) as Cells[];
  }
  /** The first row or null; its value of one column where that is named. */
  first<Row = Record<string, unknown>>(): Promise<Row | null>;
  first<Value = unknown>(column: string): Promise<Value | null>;
  async first(column?: string): Promise<unknown> {
    const { columns, rows } = perform(this.sqlite, [this], rowsOnly)[0]!;
    const row = rows[0];
    if (row === undefined) return null;
    if (column === undefined) return objectOf(columns, row);
    const at = columns.lastIndexOf(column);
    if (at < 0)
      throw new Error(`D1_COLUMN_NOTFOUND: Column not found (${column})`, { cause: new Error("Column not found") });
    return row[at];
  }
}

/** Performs statements in one transaction. */
function perform<T>(
  sqlite: SyncSqlite,
  statements: D1AdapterStatement[],
  one: (sqlite: SyncSqlite, statement: D1AdapterStatement) => T,
): T[] {
  const texts = statements.filter(({ sql }) => sql.replace(/^\s*--.*/gm, "").trim().length > 0);
  try {
    if (texts.length === 0) throw new Error("No SQL statements detected.");
    return sqlite.transaction(() => texts.map((statement) => one(sqlite, statement)));
  } catch (error) {
    throw new Error(`D1_ERROR: ${messageOf(error)}`, { cause: error });
  }
}

function rowsOnly(sqlite: SyncSqlite, { sql, values }: D1AdapterStatement): ExecResult {
  const ran = sqlite.run(sql, values);
  for (const row of ran.rows) for (let i = 0; i < row.length; i++) row[i] = cellOfD1(row[i]);
  return ran;
}
function withMeta<Row>(sqlite: SyncSqlite, statement: D1AdapterStatement): LocalResult<Row> {
  const started = performance.now();
  const before = sqlite.changes();
  const { columns, rows, rowsRead, rowsWritten } = rowsOnly(sqlite, statement);
  const after = sqlite.changes();
  const meta: LocalResult["meta"] = {
    duration: performance.now() - started,
    changes: after.total - before.total,
    last_row_id: after.lastRowId,
    changed_db: after.total !== before.total || after.lastRowId !== before.lastRowId,
  };
  if (rowsRead !== undefined) meta.rows_read = rowsRead;
  if (rowsWritten !== undefined) meta.rows_written = rowsWritten;
  return { success: true, results: rows.map((row) => objectOf(columns, row) as Row), meta };
}

const objectOf = (columns: string[], row: unknown[]): Record<string, unknown> =>
  Object.fromEntries(columns.map((name, i) => [name, row[i]]));
function messageOf(error: unknown): string {
  const message: unknown = error instanceof Error ? error.message : error;
  try {
    return String(message);
  } catch {
    return "an error without a message"; // of an object without a prototype
  }
}

/** As wrangler makes it. */
const migrationsTable = `CREATE TABLE IF NOT EXISTS d1_migrations(
		id         INTEGER PRIMARY KEY AUTOINCREMENT,
		name       TEXT UNIQUE,
		applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
);`;
