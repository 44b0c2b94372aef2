// SQLite in Node, in the shape of a D1Database: in memory or in a file.
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import initialise from "@sqlite.org/sqlite-wasm";
import { SquallError } from "./error.js";
import { D1Adapter } from "./d1_adapter.js";
import type { LocalDatabase, MigrationFile } from "./local_database.js";
import { installNodeFiles, nodeFiles } from "./node_files.js";
import { nodeSqlite } from "./node_locks.js";
import { cannotOpen, enter } from "./node_openers.js";
import { databasePath, isInWalMode } from "./node_paths.js";
import type { OpenSqliteOptions } from "./sqlite_wasm.js";
import { WasmSqlite, type Sqlite3 } from "./wasm_sqlite.js";

let initialised: Promise<Sqlite3> | undefined;
async function initialisedOnce(): Promise<Sqlite3> {
  const sqlite3 = (await initialise()) as unknown as Sqlite3;
  installNodeFiles(sqlite3);
  return sqlite3;
}

/** Opens a database in memory or in a file, which is created if it is missing. */
export async function openSqlite({ file, opfs }: OpenSqliteOptions = {}): Promise<LocalDatabase> {
  if (opfs !== undefined)
    throw new SquallError(
      "invalid_argument",
      "invalid_argument: the origin private file system exists only in browsers; in Node pass a path as `file`",
    );
  const sqlite3 = await (initialised ??= initialisedOnce());
  const { DB } = sqlite3.oo1;
  if (file === undefined || file === ":memory:")
    return new D1Adapter(new WasmSqlite(sqlite3, new DB({ filename: ":memory:", flags: "c" }), () => undefined));
  const path = databasePath(file);
  const leave = await enter(path, nodeSqlite() === undefined ? "alone" : "shared");
  let connection: InstanceType<typeof DB> | undefined;
  try {
    const isWal = isInWalMode(path);
    if (isWal) leaveWalMode(path);
    connection = new DB({ filename: path, flags: "c", vfs: nodeFiles });
    if (isWal && nodeSqlite() === undefined) connection.exec(leavesWalModeAlone);
    return new D1Adapter(new WasmSqlite(sqlite3, connection, leave));
  } catch (cause) {
    connection?.close();
    leave();
    throw cause instanceof SquallError ? cause : cannotOpen(file, cause);
  }
}

/** sqlite-wasm has no shared memory, which WAL mode needs; a connection that has the file alone can do without. */
const leavesWalModeAlone =
  "PRAGMA locking_mode = exclusive; PRAGMA journal_mode = delete; PRAGMA locking_mode = normal";
/** Brings a file in WAL mode into the mode of a rollback journal, as far as nobody has it open. */
function leaveWalMode(path: string): void {
  const inUse = (cause?: unknown) =>
    new SquallError(
      "unavailable",
      `unavailable: the database file ${path} is in WAL mode and may be open elsewhere; close it there, then run: sqlite3 "${path}" "PRAGMA journal_mode = delete"`,
      { retryable: true, cause },
    );
  const DatabaseSync = nodeSqlite();
  if (DatabaseSync === undefined) {
    // Whoever has such a file open has this one beside it.
    if (existsSync(`${path}-shm`)) throw inUse();
    return;
  }
  const database = new DatabaseSync(path);
  try {
    if (database.prepare("PRAGMA journal_mode = delete").get()?.journal_mode !== "delete") throw inUse();
  } catch (cause) {
    throw cause instanceof SquallError ? cause : inUse(cause);
  } finally {
    database.close();
  }
}

/** The migration files of a folder; in Node. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql"));
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(folder, name), "utf8") })));
}
