// The system calls of the module's C library, on Node's file system. Emscripten's own JavaScript has no files of the host without
// undocumented parts of Node, and its fsync() does nothing.
import fs from "node:fs";
import { isatty } from "node:tty";
import { errno, tried } from "./errno.mjs";

/** Ends the module, whatever it is doing. */
export class Exit extends Error {
  constructor(code) {
    super(`exit ${code}`);
    this.code = code;
  }
}

const { constants } = fs;
/** The flags of open() in the module, and in Node. */
const openFlags = [
  [0o100, constants.O_CREAT],
  [0o200, constants.O_EXCL],
  [0o1000, constants.O_TRUNC],
  [0o2000, constants.O_APPEND],
  [0o400000, constants.O_NOFOLLOW ?? 0],
];
const directoryFlag = 0o200000;
const workingDirectory = -100;
/** Descriptors of directories, which are read by their path, begin here. */
const firstDirectory = 1 << 20;

/** How often a descriptor that is not ready is tried again, in milliseconds. */
const pauseMs = 2;
const never = new Int32Array(new SharedArrayBuffer(4));
export const sleep = (ms) => void Atomics.wait(never, 0, 0, ms);

/** A pipe or a terminal that another program made non-blocking is waited for. */
function untilReady(act) {
  for (;;) {
    try {
      return act();
    } catch (error) {
      if (error.code === "EOF") return 0; // of standard input on Windows
      if (error.code !== "EAGAIN" && error.code !== "EINTR") throw error;
      sleep(pauseMs);
    }
  }
}

/** The imports "env" and "wasi_snapshot_preview1", and `fileCalls`, which the C library takes from bindings/node/system.cpp. */
export function systemImports(memory, args, environment) {
  /** Position and name of each descriptor that the module has opened. */
  const open = new Map();
  let nextDirectory = firstDirectory;

  const encoder = new TextEncoder();
  const cStrings = (texts) => texts.map((text) => encoder.encode(text + "\0"));
  const argumentBytes = cStrings(args);
  const environmentBytes = cStrings(Object.entries(environment).map(([name, value]) => `${name}=${value}`));
  const sizes = (all, count, size) => {
    memory.setU32(count, all.length);
    memory.setU32(
      size,
      all.reduce((sum, one) => sum + one.length, 0),
    );
    return 0;
  };
  const put = (all, pointers, at) => {
    for (const [i, one] of all.entries()) {
      memory.setU32(pointers + 4 * i, at);
      memory.part(at, one.length).set(one);
      at += one.length;
    }
    return 0;
  };

  /** The name of a path that is relative to a directory's descriptor. */
  const pathAt = (directory, path) => {
    const name = memory.cString(path);
    if (directory === workingDirectory || name[0] === 0x2f) return name;
    const of = open.get(directory);
    return of === undefined ? name : Buffer.concat([Buffer.from(of.path), Buffer.from("/"), name]);
  };
  /** As squall_node_stat_values of bindings/node/node_imports.hpp. */
  const putStat = (at, stat) => {
    const { dev, ino, mode, nlink, uid, gid, rdev, size, blocks, atimeNs, mtimeNs, ctimeNs } = stat;
    const values = [dev, ino, mode, nlink, uid, gid, rdev, size, blocks ?? 0n, atimeNs, mtimeNs, ctimeNs];
    for (const [i, value] of values.entries()) memory.setU64(at + 8 * i, value);
  };
  const big = { bigint: true };
  const openPath = (path, flags, mode) =>
    tried(() => {
      if (flags & directoryFlag) {
        if (!fs.statSync(path).isDirectory()) return -errno("ENOTDIR");
        open.set(nextDirectory, { path });
        return nextDirectory++;
      }
      let host = flags & 3;
      for (const [ours, theirs] of openFlags) if (flags & ours) host |= theirs;
      const descriptor = fs.openSync(path, host, mode);
      open.set(descriptor, {
        path,
        position: 0,
        appends: (flags & 0o2000) !== 0,
        isFile: fs.fstatSync(descriptor).isFile(),
      });
      return descriptor;
    });
  const statTo = (at, stat) =>
    tried(() => {
      putStat(at, stat());
    });

  /** Calls with each part of a list of buffers until one is not filled; returns an errno and writes the count. */
  const eachPart = (list, count, out, act) => {
    const done = tried(() => {
      let sum = 0;
      for (let i = 0; i < count; i++) {
        const size = memory.u32(list + 8 * i + 4);
        if (size === 0) continue;
        const one = act(memory.part(memory.u32(list + 8 * i), size), sum);
        sum += one;
        if (one < size) break;
      }
      return sum;
    });
    if (done < 0) return -done;
    memory.setU32(out, done);
    return 0;
  };
  /** The position of a regular file; null for a pipe, a terminal, and what the program was started with. */
  const positionOf = (descriptor) => {
    const file = open.get(descriptor);
    return file?.isFile && !file.appends ? file.position : null;
  };
  const moved = (descriptor, count) => {
    const file = open.get(descriptor);
    if (file !== undefined) file.position += count;
    return count;
  };
  const writeAll = (descriptor, bytes) => {
    let done = 0;
    while (done < bytes.length) {
      const position = positionOf(descriptor);
      done += moved(
        descriptor,
        untilReady(() => fs.writeSync(descriptor, bytes, done, bytes.length - done, position)),
      );
    }
    return done;
  };

  const env = {
    __syscall_rmdir: (path) => tried(() => fs.rmdirSync(memory.cString(path))),
    __syscall_unlink: (path) => tried(() => fs.unlinkSync(memory.cString(path))),
    __syscall_unlinkat: (directory, path, flags) =>
      tried(() => (flags & 0x200 ? fs.rmdirSync : fs.unlinkSync)(pathAt(directory, path))),
    __syscall_rename: (from, to) => tried(() => fs.renameSync(memory.cString(from), memory.cString(to))),
    __syscall_renameat: (fromDirectory, from, toDirectory, to) =>
      tried(() => fs.renameSync(pathAt(fromDirectory, from), pathAt(toDirectory, to))),
    __syscall_symlink: (target, path) => tried(() => fs.symlinkSync(memory.cString(target), memory.cString(path))),
    __syscall_readlink: (path, to, size) => env.__syscall_readlinkat(workingDirectory, path, to, size),
    __syscall_readlinkat: (directory, path, to, size) =>
      tried(() => {
        const target = fs.readlinkSync(pathAt(directory, path), { encoding: "buffer" }).subarray(0, size);
        memory.part(to, target.length).set(target);
        return target.length;
      }),
    __syscall_access: (path, mode) => tried(() => fs.accessSync(memory.cString(path), mode)),
    __syscall_faccessat: (directory, path, mode) => tried(() => fs.accessSync(pathAt(directory, path), mode)),
    __syscall_chmod: (path, mode) => tried(() => fs.chmodSync(memory.cString(path), mode)),
    __syscall_fchmod: (descriptor, mode) => tried(() => fs.fchmodSync(descriptor, mode)),
    __syscall_fchmodat: (directory, path, mode) => tried(() => fs.chmodSync(pathAt(directory, path), mode)),
    __syscall_truncate64: (path, low, high) =>
      tried(() => fs.truncateSync(memory.cString(path), (low >>> 0) + high * 2 ** 32)),
    __syscall_ftruncate64: (descriptor, low, high) =>
      tried(() => fs.ftruncateSync(descriptor, (low >>> 0) + high * 2 ** 32)),
    __syscall_getcwd: (to, size) =>
      tried(() => {
        const path = Buffer.from(process.cwd().replaceAll("\\", process.platform === "win32" ? "/" : "\\"));
        if (path.length >= size) return -errno("ERANGE");
        return memory.putText(to, path) + 1;
      }),
    __syscall_getdents64: (descriptor, to, size) =>
      tried(() => {
        const directory = open.get(descriptor);
        directory.entries ??= fs.readdirSync(directory.path, { withFileTypes: true, encoding: "buffer" });
        directory.next ??= 0;
        const entrySize = 280;
        let done = 0;
        for (; directory.next < directory.entries.length && done + entrySize <= size; done += entrySize) {
          const entry = directory.entries[directory.next++];
          const at = to + done;
          memory.setU64(at, directory.next);
          memory.setU64(at + 8, done + entrySize);
          memory.view.setUint16(at + 16, entrySize, true);
          memory.view.setUint8(at + 18, entry.isDirectory() ? 4 : entry.isSymbolicLink() ? 10 : entry.isFile() ? 8 : 0);
          memory.putText(at + 19, entry.name.subarray(0, 255));
        }
        return done;
      }),
    emscripten_notify_memory_growth: () => undefined,
  };

  const wasi = {
    args_sizes_get: (count, size) => sizes(argumentBytes, count, size),
    args_get: (pointers, at) => put(argumentBytes, pointers, at),
    environ_sizes_get: (count, size) => sizes(environmentBytes, count, size),
    environ_get: (pointers, at) => put(environmentBytes, pointers, at),
    clock_time_get: (clock, _precision, to) => {
      memory.setU64(to, clock === 0 ? BigInt(Date.now()) * 1_000_000n : process.hrtime.bigint());
      return 0;
    },
    clock_res_get: (_clock, to) => {
      memory.setU64(to, 1_000_000n);
      return 0;
    },
    proc_exit: (code) => {
      throw new Exit(code);
    },
    fd_close: (descriptor) => {
      open.delete(descriptor);
      return descriptor >= firstDirectory ? 0 : -tried(() => fs.closeSync(descriptor));
    },
    fd_read: (descriptor, list, count, out) =>
      eachPart(list, count, out, (bytes) => {
        const position = positionOf(descriptor);
        return moved(
          descriptor,
          untilReady(() => fs.readSync(descriptor, bytes, 0, bytes.length, position)),
        );
      }),
    fd_write: (descriptor, list, count, out) => eachPart(list, count, out, (bytes) => writeAll(descriptor, bytes)),
    fd_pread: (descriptor, list, count, offset, out) =>
      eachPart(list, count, out, (bytes, done) =>
        fs.readSync(descriptor, bytes, 0, bytes.length, Number(offset) + done),
      ),
    fd_pwrite: (descriptor, list, count, offset, out) =>
      eachPart(list, count, out, (bytes, done) =>
        fs.writeSync(descriptor, bytes, 0, bytes.length, Number(offset) + done),
      ),
    fd_seek: (descriptor, offset, from, out) => {
      const file = open.get(descriptor);
      if (!file?.isFile) return errno("ESPIPE");
      const base = from === 0 ? 0 : from === 1 ? file.position : fs.fstatSync(descriptor).size;
      if (base + Number(offset) < 0) return errno("EINVAL");
      file.position = base + Number(offset);
      memory.setU64(out, file.position);
      return 0;
    },
    fd_sync: (descriptor) => -tried(() => fs.fsyncSync(descriptor)),
    fd_fdstat_get: (descriptor, to) => {
      memory.part(to, 24).fill(0);
      memory.view.setUint8(to, isatty(descriptor) ? 2 : 4);
      return 0;
    },
    random_get: (to, size) => {
      crypto.getRandomValues(memory.part(to, size));
      return 0;
    },
  };
  return {
    env,
    wasi_snapshot_preview1: wasi,
    fileCalls: {
      open: (directory, path, flags, mode) => openPath(pathAt(directory, path), flags, mode),
      make_directory: (directory, path, mode) => tried(() => void fs.mkdirSync(pathAt(directory, path), { mode })),
      stat: (directory, path, flags, to) =>
        statTo(to, () => (flags & 0x100 ? fs.lstatSync : fs.statSync)(pathAt(directory, path), big)),
      stat_open: (descriptor, to) =>
        statTo(to, () =>
          descriptor >= firstDirectory ? fs.statSync(open.get(descriptor).path, big) : fs.fstatSync(descriptor, big),
        ),
    },
  };
}
