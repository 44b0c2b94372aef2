// The database files of the module's SQLite (bindings/node/sqlite_files.cpp): read and written by Node, locked by a connection of
// node:sqlite that never writes. So every other program that uses SQLite waits, and is waited for.
//
// The module has no shared memory, which WAL mode needs. A file in that mode is brought into the mode of a rollback journal for
// as long as it is open, if nobody else has it open; a command that only reads reads a copy. Local databases of wrangler are in
// WAL mode.
import { createHash } from "node:crypto";
import fs from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { basename, dirname, join } from "node:path";
import { tried } from "./errno.mjs";
import { databaseSync, maxWait } from "./node_sqlite.mjs";
import { enterShared, realName } from "./openers.mjs";
import { sleep } from "./system.mjs";

// Of sqlite3.h.
const ok = 0;
const busy = 5;
const readOnlyCode = 8;
const ioErrorOfLock = 3850;
const openReadOnly = 0x1;
const openCreate = 0x4;
const openDeleteOnClose = 0x8;
const openExclusive = 0x10;
const openMainDatabase = 0x100;
const shared = 1;

/** How long a file in WAL mode that is open elsewhere is tried again, in milliseconds. */
const maxWaitForMode = 1000;

/** Whether the header of a database says WAL mode. `read` fills a buffer from the file's beginning. */
function saysWal(read) {
  const header = Buffer.alloc(20);
  return read(header) === 20 && (header[18] === 2 || header[19] === 2);
}
function isInWalMode(path) {
  if (!fs.existsSync(path) || !fs.statSync(path).isFile()) return false;
  const file = fs.openSync(path, "r");
  try {
    return saysWal((header) => fs.readSync(file, header, 0, 20, 0));
  } finally {
    fs.closeSync(file);
  }
}

export class DatabaseFiles {
  #DatabaseSync = databaseSync();
  /** By handle. */
  #open = new Map();
  #nextHandle = 1;
  /** By real name: how often it was entered, and what leaves it. */
  #entered = new Map();
  #locks = new Map();
  #temporary = 0;

  /** `onlyReads`: the command changes no database that exists. */
  constructor(onlyReads) {
    this.onlyReads = onlyReads;
  }

  /** Returns a refusal, or nothing. */
  enter(path) {
    const name = realName(path);
    const known = this.#entered.get(name);
    if (known !== undefined) {
      known.count++;
      return undefined;
    }
    if (this.#DatabaseSync === undefined)
      return `a database file needs Node 22.13 or newer, whose SQLite holds the locks; this is Node ${process.version}`;
    const leaves = [];
    const entry = { count: 1, leaves, copy: undefined, onlyReads: this.onlyReads && fs.existsSync(name) };
    if (fs.existsSync(dirname(name))) {
      const { owner, leave } = enterShared(name);
      if (leave === undefined)
        return `the database file is open in process ${owner}, a Node without SQLite's locks (before 22.13), which needs it for itself; close it there first`;
      leaves.push(leave);
    }
    try {
      // Another run of this command may have it open for the moment in which it does the same.
      for (const end = Date.now() + maxWaitForMode; isInWalMode(name); sleep(5 + 60 * Math.random()))
        try {
          this.#leaveWalMode(name, entry);
          break;
        } catch (error) {
          if (Date.now() > end) throw error;
        }
    } catch (error) {
      for (const leave of leaves.reverse()) leave();
      if (error.code === "ERR_SQLITE_ERROR" && (error.errcode & 0xff) !== busy) return `${path}: ${error.message}`;
      if (error.code !== "ERR_SQLITE_ERROR" && error.code !== undefined) return `${path}: ${error.message}`;
      return (
        `${path} is in WAL mode and open in another program, such as wrangler dev, whose memory Node cannot share: ` +
        "end that program, or use the native squall command"
      );
    }
    this.#entered.set(name, entry);
    return undefined;
  }
  leave(path) {
    const name = realName(path);
    const entry = this.#entered.get(name);
    if (entry === undefined || --entry.count > 0) return;
    this.#entered.delete(name);
    for (const leave of entry.leaves.reverse()) leave();
  }
  /** What a process that ends early would leave behind. */
  leaveAll() {
    for (const entry of this.#entered.values()) for (const leave of entry.leaves.reverse()) leave();
    this.#entered.clear();
  }

  #connect(path, wait = maxWait) {
    const database = new this.#DatabaseSync(path);
    database.exec(`PRAGMA busy_timeout = ${wait}`);
    return database;
  }
  #leaveWalMode(name, entry) {
    const database = this.#connect(name);
    try {
      if (entry.onlyReads) {
        const folder = fs.mkdtempSync(join(tmpdir(), "squall-copy-"));
        entry.leaves.push(() => fs.rmSync(folder, { recursive: true, force: true }));
        const copy = join(folder, basename(name));
        this.#copy(database, name, copy);
        entry.copy = copy;
      } else {
        if (database.prepare("PRAGMA journal_mode = delete").get().journal_mode !== "delete")
          throw new Error("it is open elsewhere");
        entry.leaves.push(() => this.#enterWalMode(name));
      }
    } finally {
      database.close();
    }
  }
  /**
   * The state of one moment: of a log to which nobody appends meanwhile, or, where others write without a pause, up to the last
   * whole transaction in its copy. What they move from the log into the file is in the copy of both: a reader keeps them from
   * moving more, or from starting the log anew.
   */
  #copy(database, name, copy) {
    try {
      database.exec("BEGIN IMMEDIATE");
    } catch (error) {
      if (![readOnlyCode, busy].includes(error.errcode & 0xff)) throw error;
      database.exec("BEGIN");
      database.prepare("PRAGMA schema_version").get();
    }
    // In this order: closing the file itself ends this process's locks on it, but not those on the log.
    if (fs.existsSync(`${name}-wal`)) fs.copyFileSync(`${name}-wal`, `${copy}-wal`);
    fs.copyFileSync(name, copy);
    fs.chmodSync(copy, 0o600);
    database.exec("ROLLBACK");
    const private_ = this.#connect(copy);
    private_.exec("PRAGMA journal_mode = delete");
    private_.close();
  }
  /** As it was found. Where that fails, wrangler does it when it opens the file. */
  #enterWalMode(name) {
    try {
      const database = this.#connect(name);
      database.exec("PRAGMA journal_mode = wal");
      database.close();
    } catch {
      // It is a whole database in either mode.
    }
  }

  /** The path under which SQLite opens a file: its real name, or that of its copy. */
  fullPath(path) {
    const name = realName(path);
    return this.#entered.get(name)?.copy ?? name;
  }

  /** A handle, or an error, negated. `path` is empty for a temporary file. */
  open(path, flags) {
    return tried(() => {
      const name = path || join(tmpdir(), `squall-${process.pid}-${++this.#temporary}`);
      const mode =
        (flags & openReadOnly ? fs.constants.O_RDONLY : fs.constants.O_RDWR) |
        (flags & openCreate ? fs.constants.O_CREAT : 0) |
        (flags & openExclusive ? fs.constants.O_EXCL : 0);
      const descriptor = fs.openSync(name, mode, 0o644);
      const isDatabase = (flags & openMainDatabase) !== 0;
      let lock;
      try {
        if (fs.fstatSync(descriptor).isDirectory()) throw Object.assign(new Error(), { code: "EISDIR" });
        // The module's SQLite waits and tries again by itself.
        if (isDatabase) lock = this.#connect(name, 0);
      } catch (error) {
        fs.closeSync(descriptor);
        throw error.code === "ERR_SQLITE_ERROR" ? Object.assign(error, { code: "EACCES" }) : error;
      }
      const isReader = isDatabase && this.#isOnlyRead(name);
      this.#open.set(this.#nextHandle, {
        descriptor,
        name,
        lock,
        isReader,
        isHeld: false,
        isDeletedOnClose: !path || (flags & openDeleteOnClose) !== 0,
      });
      return this.#nextHandle++;
    });
  }
  #isOnlyRead(name) {
    for (const [of, entry] of this.#entered) if (of === name || entry.copy === name) return entry.onlyReads;
    return false;
  }
  close(handle) {
    return tried(() => {
      const file = this.#open.get(handle);
      this.#open.delete(handle);
      // Closing one of its descriptors makes a process lose its locks on a file: nobody else in this process has one then.
      const others = file.lock && [...this.#open.values()].some((other) => other.lock && other.name === file.name);
      if (others && !file.isHeld) this.#take(file);
      fs.closeSync(file.descriptor);
      file.lock?.close();
      if (file.isDeletedOnClose) fs.rmSync(file.name, { force: true });
    });
  }
  read(handle, bytes, offset) {
    return tried(() => {
      const { descriptor } = this.#open.get(handle);
      let done = 0;
      while (done < bytes.length) {
        const count = fs.readSync(descriptor, bytes, done, bytes.length - done, offset + done);
        if (count === 0) break;
        done += count;
      }
      return done;
    });
  }
  write(handle, bytes, offset) {
    return tried(() => {
      const { descriptor } = this.#open.get(handle);
      for (let done = 0; done < bytes.length;)
        done += fs.writeSync(descriptor, bytes, done, bytes.length - done, offset + done);
    });
  }
  truncate(handle, size) {
    return tried(() => fs.ftruncateSync(this.#open.get(handle).descriptor, size));
  }
  sync(handle) {
    return tried(() => fs.fsyncSync(this.#open.get(handle).descriptor));
  }
  size(handle) {
    return tried(() => fs.fstatSync(this.#open.get(handle).descriptor).size);
  }
  delete(path) {
    return tried(() => fs.unlinkSync(path));
  }

  /** SQLite's code. */
  lock(handle, level) {
    const file = this.#open.get(handle);
    if (file.isReader && level > shared) return readOnlyCode;
    if (file.isHeld) return ok;
    const code = this.#take(file);
    if (code !== ok || !saysWal((header) => fs.readSync(file.descriptor, header, 0, 20, 0))) return code;
    // Another program, such as wrangler dev, has brought it into WAL mode since.
    this.unlock(handle);
    try {
      const { journal_mode: mode } = file.lock.prepare("PRAGMA journal_mode = delete").get();
      if (mode !== "delete") return busy;
      this.#entered.get(file.name)?.leaves.push(() => this.#enterWalMode(file.name));
      return this.#take(file);
    } catch (error) {
      return error.errcode ?? busy;
    }
  }
  #take(file) {
    try {
      // A reader shares the file with other readers.
      if (file.isReader) {
        file.lock.exec("BEGIN");
        file.lock.prepare("PRAGMA schema_version").get();
      } else {
        file.lock.exec("BEGIN EXCLUSIVE");
      }
      file.isHeld = true;
      return ok;
    } catch (error) {
      if (file.isReader) this.#rollback(file);
      return error.errcode ?? ioErrorOfLock;
    }
  }
  #rollback(file) {
    try {
      file.lock.exec("ROLLBACK");
    } catch {
      // There was no transaction.
    }
  }
  unlock(handle) {
    const file = this.#open.get(handle);
    if (file.isHeld) this.#rollback(file);
    file.isHeld = false;
    return ok;
  }

  /** A lock by the name of a file: 1 if it is held, 0 if another process has it, -1 where there are no locks. */
  takeNamed(path, waits) {
    if (this.#DatabaseSync === undefined) return -1;
    try {
      const folder = join(tmpdir(), `squall-locks-${process.getuid?.() ?? userInfo().username}`);
      fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
      const name = createHash("sha256").update(realName(path)).digest("hex").slice(0, 32);
      const database = this.#locks.get(path) ?? new this.#DatabaseSync(join(folder, name));
      this.#locks.set(path, database);
      database.exec(`PRAGMA busy_timeout = ${waits ? 0x7fffffff : 0}`);
      database.exec("BEGIN EXCLUSIVE");
      return 1;
    } catch (error) {
      return (error.errcode & 0xff) === busy ? 0 : -1;
    }
  }
  releaseNamed(path) {
    this.#locks.get(path)?.close();
    this.#locks.delete(path);
  }
}
