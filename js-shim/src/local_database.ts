// The public types of the databases that D1Adapter offers: SQLite in this process, and a Durable Object's.
import type { MigrationFiles } from "./migration_files.js";
export type { MigrationFile, MigrationFiles } from "./migration_files.js";

export type LocalValue = string | number | boolean | null | ArrayBuffer | ArrayBufferView | number[];

export interface LocalResult<Row = Record<string, unknown>> {
  success: true;
  results: Row[];
  meta: {
    duration: number;
    changes: number;
    last_row_id: number;
    changed_db: boolean;
    /** In a Durable Object; sqlite-wasm does not count them. */
    rows_read?: number;
    rows_written?: number;
  };
}

export interface LocalStatement {
  bind(...values: LocalValue[]): LocalStatement;
  first<Row = Record<string, unknown>>(): Promise<Row | null>;
  first<Value = unknown>(column: string): Promise<Value | null>;
  all<Row = Record<string, unknown>>(): Promise<LocalResult<Row>>;
  run<Row = Record<string, unknown>>(): Promise<LocalResult<Row>>;
  raw<Cells extends unknown[] = unknown[]>(options?: { columnNames?: boolean }): Promise<Cells[]>;
}

/** SQLite of one's own, which takes what a D1Database takes and answers as it does. */
export interface LocalDatabase {
  prepare(sql: string): LocalStatement;
  /** One transaction, in order; the first error undoes all. */
  batch<Row = Record<string, unknown>>(statements: LocalStatement[]): Promise<LocalResult<Row>[]>;
  exec(sql: string): Promise<{ count: number; duration: number }>;
  /**
   * Applies the files that the table d1_migrations does not name yet, by their number, each in a transaction of its own;
   * returns the names of those applied. A file that fails is rolled back and named in the error; those before it stay.
   */
  applyMigrations(files: MigrationFiles): Promise<{ applied: string[] }>;
  /** Lets go of the database; what is kept stays. */
  close(): Promise<void>;
}
