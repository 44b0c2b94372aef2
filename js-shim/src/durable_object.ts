// A Durable Object's own SQLite, in the shape of a D1Database: D1 is built on the same.
import type { BoundValue } from "./d1_values.js";
import type { LocalDatabase } from "./local_database.js";
import { D1Adapter, type ExecResult, type SyncSqlite } from "./d1_adapter.js";

export * from "./local_database.js";
export * from "./object_calls.js";

/** What is used of a Durable Object's storage. */
export interface ObjectStorage {
  sql: {
    exec(
      sql: string,
      ...values: unknown[]
    ): { columnNames: string[]; raw(): Iterable<unknown[]>; readonly rowsRead: number; readonly rowsWritten: number };
  };
  transactionSync<T>(body: () => T): T;
}

/** The database of a Durable Object whose class is listed in new_sqlite_classes: `open(objectDatabase(ctx.storage))`. */
export function objectDatabase(storage: ObjectStorage): LocalDatabase {
  if (typeof storage?.sql?.exec !== "function" || typeof storage.transactionSync !== "function")
    throw new Error(
      "squall: objectDatabase() needs the storage of a Durable Object with SQLite: list its class in new_sqlite_classes",
    );
  return new D1Adapter(new ObjectSqlite(storage));
}

class ObjectSqlite implements SyncSqlite {
  constructor(private readonly storage: ObjectStorage) {}

  run(sql: string, values: BoundValue[]): ExecResult {
    const cursor = this.storage.sql.exec(sql, ...values);
    const columns = cursor.columnNames;
    const rows = Array.from(cursor.raw());
    return { columns, rows, rowsRead: cursor.rowsRead, rowsWritten: cursor.rowsWritten };
  }
  transaction<T>(body: () => T): T {
    return this.storage.transactionSync(body);
  }
  changes(): { total: number; lastRowId: number } {
    const [row] = this.storage.sql.exec("SELECT total_changes(), last_insert_rowid()").raw();
    const [total, lastRowId] = row as [number, number];
    return { total, lastRowId };
  }
}
