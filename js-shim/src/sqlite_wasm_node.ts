// SQLite in Node, in the shape of a D1Database: in memory or in a file.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import initialise from "@sqlite.org/sqlite-wasm";
import { LikeD1 } from "./like_d1.js";
import type { MigrationFile } from "./migration_files.js";
import { installNodeFiles, nodeFiles } from "./node_files.js";
import { lockFile } from "./node_lock.js";
import type { OpenSqliteOptions } from "./sqlite_wasm.js";
import { WasmSqlite, type Sqlite3 } from "./wasm_sqlite.js";

let initialised: Promise<Sqlite3> | undefined;
async function initialisedOnce(): Promise<Sqlite3> {
  const sqlite3 = (await initialise()) as unknown as Sqlite3;
  installNodeFiles(sqlite3);
  return sqlite3;
}

/** Opens a database of its own, in memory or in a file, which is made when it is not there. */
export async function openSqlite({ file, opfs }: OpenSqliteOptions = {}): Promise<LikeD1> {
  if (opfs !== undefined)
    throw new Error("squall: the origin's private file system is a browser's; in Node give a path by `file`");
  const sqlite3 = await (initialised ??= initialisedOnce());
  const { DB } = sqlite3.oo1;
  if (file === undefined)
    return new LikeD1(new WasmSqlite(sqlite3, new DB({ filename: ":memory:", flags: "c" }), () => undefined));
  const unlock = lockFile(file);
  try {
    return new LikeD1(new WasmSqlite(sqlite3, new DB({ filename: file, flags: "c", vfs: nodeFiles }), unlock));
  } catch (cause) {
    unlock();
    throw new Error(`squall: the database file ${file} cannot be opened`, { cause });
  }
}

/** The migration files of a folder. */
export async function readMigrations(folder: string): Promise<MigrationFile[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql"));
  return Promise.all(names.map(async (name) => ({ name, sql: await readFile(join(folder, name), "utf8") })));
}
