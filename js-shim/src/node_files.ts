// SQLite's files by Node's own: sqlite-wasm itself has in Node only files in memory.
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  rmSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { FileLock, nodeSqlite } from "./node_locks.js";
import type { Sqlite3 } from "./wasm_sqlite.js";

/** The name under which SQLite knows them. */
export const nodeFiles = "squall-node-files";

/** The codes of a full disk, a used-up quota and a file that may not grow. */
const noRoom = new Set(["ENOSPC", "EDQUOT", "EFBIG"]);

interface OpenFile {
  descriptor: number;
  path: string;
  isDeletedOnClose: boolean;
  /** Of a database, where Node can lock it. Else one connection has the file (node_openers.ts). */
  lock: FileLock | undefined;
}

/** Makes them known to SQLite. */
export function installNodeFiles({ capi, wasm, vfs }: Sqlite3): void {
  const open = new Map<number, OpenFile>();
  const bytes = (at: number, size: number): Uint8Array => wasm.heap8u().subarray(Number(at), Number(at) + size);
  /** SQLite takes codes, no exceptions. */
  const tried = (code: number, act: () => number | void): number => {
    try {
      return act() ?? capi.SQLITE_OK;
    } catch (error) {
      return noRoom.has((error as { code?: string }).code ?? "") ? capi.SQLITE_FULL : code;
    }
  };

  const methods = {
    xClose: (file: number) =>
      tried(capi.SQLITE_IOERR_CLOSE, () => {
        const { descriptor, path, isDeletedOnClose, lock } = open.get(file)!;
        open.delete(file);
        // Closing one of its descriptors makes a process lose its locks on a file: while this lock is held nobody else in
        // the process has one.
        lock?.take();
        closeSync(descriptor);
        lock?.release();
        lock?.close();
        if (isDeletedOnClose) rmSync(path, { force: true });
      }),
    xRead: (file: number, to: number, size: number, offset: bigint) =>
      tried(capi.SQLITE_IOERR_READ, () => {
        const into = bytes(to, size);
        let done = 0;
        while (done < size) {
          const read = readSync(open.get(file)!.descriptor, into, done, size - done, Number(offset) + done);
          if (read === 0) break;
          done += read;
        }
        if (done === size) return;
        into.fill(0, done);
        return capi.SQLITE_IOERR_SHORT_READ;
      }),
    xWrite: (file: number, from: number, size: number, offset: bigint) =>
      tried(capi.SQLITE_IOERR_WRITE, () => {
        const data = bytes(from, size);
        let done = 0;
        while (done < size)
          done += writeSync(open.get(file)!.descriptor, data, done, size - done, Number(offset) + done);
      }),
    xTruncate: (file: number, size: bigint) =>
      tried(capi.SQLITE_IOERR_TRUNCATE, () => ftruncateSync(open.get(file)!.descriptor, Number(size))),
    xSync: (file: number) => tried(capi.SQLITE_IOERR_FSYNC, () => fsyncSync(open.get(file)!.descriptor)),
    xFileSize: (file: number, out: number) =>
      tried(capi.SQLITE_IOERR_FSTAT, () => void wasm.poke64(out, BigInt(fstatSync(open.get(file)!.descriptor).size))),
    // A reader's lock, and each above it, is the one lock there is: it is held for a transaction, and those are short.
    xLock: (file: number) => open.get(file)!.lock?.take() ?? capi.SQLITE_OK,
    xUnlock: (file: number, level: number) =>
      tried(capi.SQLITE_IOERR_UNLOCK, () => {
        if (level === capi.SQLITE_LOCK_NONE) open.get(file)!.lock?.release();
      }),
    xCheckReservedLock: (_: number, out: number) => {
      wasm.poke32(out, 0);
      return capi.SQLITE_OK;
    },
    xFileControl: () => capi.SQLITE_NOTFOUND,
    xSectorSize: () => 4096,
    xDeviceCharacteristics: () => 0,
  };
  const fileMethods = new capi.sqlite3_io_methods();
  fileMethods.$iVersion = 1;
  vfs.installVfs({ io: { struct: fileMethods, methods } });

  let temporary = 0;
  const system = {
    xOpen: (_: number, name: number, file: number, flags: number, outFlags: number) =>
      tried(capi.SQLITE_CANTOPEN, () => {
        const path = name ? wasm.cstrToJs(name) : join(tmpdir(), `squall-${process.pid}-${++temporary}`);
        const mode =
          (flags & capi.SQLITE_OPEN_READONLY ? constants.O_RDONLY : constants.O_RDWR) |
          (flags & capi.SQLITE_OPEN_CREATE ? constants.O_CREAT : 0) |
          (flags & capi.SQLITE_OPEN_EXCLUSIVE ? constants.O_EXCL : 0);
        const DatabaseSync = flags & capi.SQLITE_OPEN_MAIN_DB ? nodeSqlite() : undefined;
        open.set(file, {
          descriptor: openSync(path, mode, 0o644),
          path,
          isDeletedOnClose: (flags & capi.SQLITE_OPEN_DELETEONCLOSE) !== 0,
          lock: DatabaseSync && new FileLock(capi, DatabaseSync, path),
        });
        const made = new capi.sqlite3_file(file);
        made.$pMethods = fileMethods.pointer;
        made.dispose();
        if (outFlags) wasm.poke32(outFlags, flags);
      }),
    xDelete: (_: number, name: number) =>
      tried(capi.SQLITE_IOERR_DELETE, () => rmSync(wasm.cstrToJs(name), { force: true })),
    xAccess: (_: number, name: number, _flags: number, out: number) => {
      wasm.poke32(out, existsSync(wasm.cstrToJs(name)) ? 1 : 0);
      return capi.SQLITE_OK;
    },
    xFullPathname: (_: number, name: number, size: number, out: number) => {
      const path = new TextEncoder().encode(resolve(wasm.cstrToJs(name)));
      if (path.length >= size) return capi.SQLITE_CANTOPEN;
      bytes(out, path.length).set(path);
      wasm.heap8u()[Number(out) + path.length] = 0;
      return capi.SQLITE_OK;
    },
    xCurrentTime: (_: number, out: number) => {
      wasm.poke(out, 2440587.5 + Date.now() / 864e5, "double");
      return capi.SQLITE_OK;
    },
    xCurrentTimeInt64: (_: number, out: number) => {
      wasm.poke(out, 210866760000000n + BigInt(Date.now()), "i64");
      return capi.SQLITE_OK;
    },
    xGetLastError: () => capi.SQLITE_OK,
    xRandomness: (_: number, size: number, out: number) => {
      crypto.getRandomValues(bytes(out, size));
      return size;
    },
    xSleep: (_: number, microseconds: number) => microseconds,
  };
  const files = new capi.sqlite3_vfs();
  files.$iVersion = 2;
  files.$szOsFile = capi.sqlite3_file.structInfo.sizeof;
  files.$mxPathname = 4096;
  vfs.installVfs({ vfs: { struct: files, methods: system, name: nodeFiles } });
}
