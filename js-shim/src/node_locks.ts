// SQLite's own locks on a database file, by Node's SQLite: sqlite-wasm cannot lock, and Node's file system has no locks. A
// connection of node:sqlite that never writes holds the lock while sqlite-wasm is in a transaction, so every other program that
// uses SQLite waits, and is waited for.
import type { Sqlite3 } from "./wasm_sqlite.js";

interface DatabaseSync {
  exec(sql: string): void;
  prepare(sql: string): { get(): Record<string, unknown> | undefined };
  close(): void;
}
type DatabaseSyncClass = new (path: string) => DatabaseSync;

/** node:sqlite, from Node 22.13 on. */
export function nodeSqlite(): DatabaseSyncClass | undefined {
  const { getBuiltinModule } = process as { getBuiltinModule?: (name: string) => unknown };
  const module = getBuiltinModule?.("node:sqlite") as { DatabaseSync: DatabaseSyncClass } | undefined;
  return module?.DatabaseSync;
}

/** How long a transaction waits for another program's, in milliseconds. */
const maxWait = 5000;

/** The lock of one connection. */
export class FileLock {
  readonly #capi: Sqlite3["capi"];
  readonly #database: DatabaseSync;
  #isHeld = false;

  constructor(capi: Sqlite3["capi"], DatabaseSync: DatabaseSyncClass, path: string) {
    this.#capi = capi;
    this.#database = new DatabaseSync(path);
    this.#database.exec(`PRAGMA busy_timeout = ${maxWait}`);
  }
  /** Returns SQLite's code: BUSY if others did not release the lock in time. */
  take(): number {
    if (this.#isHeld) return this.#capi.SQLITE_OK;
    try {
      this.#database.exec("BEGIN EXCLUSIVE");
      this.#isHeld = true;
      return this.#capi.SQLITE_OK;
    } catch (error) {
      return (error as { errcode?: number }).errcode ?? this.#capi.SQLITE_IOERR_LOCK;
    }
  }
  release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#database.exec("ROLLBACK");
  }
  close(): void {
    this.#database.close();
  }
}
