// SQLite in a browser or a worker of one, in the shape of a D1Database: in memory, or kept in the origin's own files.
import initialise from "@sqlite.org/sqlite-wasm";
import { D1Adapter } from "./d1_adapter.js";
import type { LocalDatabase } from "./local_database.js";
import { WasmSqlite, type Connection, type Sqlite3 } from "./wasm_sqlite.js";

/** The files that a name of the origin's private file system stands for, kept open by one connection. */
interface Pool {
  OpfsSAHPoolDb: new (name: string) => Connection;
  isPaused(): boolean;
  pauseVfs(): unknown;
  unpauseVfs(): Promise<unknown>;
}
type InBrowser = Sqlite3 & {
  installOpfsSAHPoolVfs?: (options: object) => Promise<Pool>;
};

export interface OpenSqliteOptions {
  /** A name of letters, digits, '.', '-' and '_', in a worker of a browser; open once at a time, in one tab. */
  opfs?: string;
  /**
   * A path, in Node. The file is created if it is missing. Before Node 22.13 one connection at a time has it open: a second one
   * fails with a SquallError of the kind unavailable.
   */
  file?: string;
}

let initialised: Promise<InBrowser> | undefined;

/** Opens a database of its own: in memory, in a file (Node), or kept in the origin's private file system (a worker). */
export async function openSqlite({ opfs, file }: OpenSqliteOptions = {}): Promise<LocalDatabase> {
  if (file !== undefined) throw new Error("squall: `file` works only in Node; in a browser pass a name as `opfs`");
  const sqlite3 = await (initialised ??= initialise() as unknown as Promise<InBrowser>);
  if (opfs === undefined)
    return new D1Adapter(
      new WasmSqlite(sqlite3, new sqlite3.oo1.DB({ filename: ":memory:", flags: "c" }), () => undefined),
    );
  if (!/^[\w.-]+$/.test(opfs))
    throw new Error("squall: the name of a kept database may contain only letters, digits, '.', '-' and '_'");
  if (!("FileSystemSyncAccessHandle" in globalThis) || sqlite3.installOpfsSAHPoolVfs === undefined)
    throw new Error(
      "squall: a kept database needs the origin private file system, which is available only in a worker",
    );
  let pool: Pool;
  try {
    pool = await sqlite3.installOpfsSAHPoolVfs({
      name: `squall-${opfs}`,
      directory: `.squall/${opfs}`,
      forceReinitIfPreviouslyFailed: true,
      preserveOnInitFailure: true, // else the files that another tab has open would be deleted
      verbosity: 0, // what it would say is the error's cause
    });
    if (pool.isPaused()) await pool.unpauseVfs();
  } catch (cause) {
    throw new Error(`squall: the kept database ${opfs} cannot be opened; it may be open in another tab or worker`, {
      cause,
    });
  }
  return new D1Adapter(new WasmSqlite(sqlite3, new pool.OpfsSAHPoolDb("/database"), () => void pool.pauseVfs()));
}
