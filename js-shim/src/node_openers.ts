// Who has a database file open: the folder FILE-open beside it has an entry for each opener, a socket that its process
// listens on. An entry whose socket refuses connections belongs to nobody any more. So the operating system tells the living
// from the dead: across threads, processes and containers, whatever their process ids are. The native openers do the same
// (bindings/sqlite/file_openers.cpp).
import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { SquallError } from "./error.js";

/** "alone": SQLite's own locks are out of reach, so nobody else may have the file open. "shared": they are kept. */
export type Sharing = "alone" | "shared";

const entryName = /^(alone|shared)-(\d+)-[0-9a-f]+$/;
/** Two that arrive at the same time both step back and try again. */
const maxTries = 12;

/** Enters the file's folder; returns what leaves it. Fails while another has the file open. */
export async function enter(path: string, sharing: Sharing): Promise<() => void> {
  const folder = `${path}-open`;
  for (let tries = 1; ; tries++) {
    const leave = await listen(path, folder, sharing);
    let other: string | undefined;
    try {
      other = await livingOther(folder, sharing, leave.entry);
    } catch (cause) {
      leave();
      throw cannotOpen(path, cause);
    }
    if (other === undefined) return leave;
    leave();
    if (tries >= maxTries)
      throw new SquallError(
        "unavailable",
        `unavailable: the database file ${path} is open already, in process ${entryName.exec(other)![2]}`,
        { retryable: true },
      );
    await pause(5 + Math.random() * 10 * tries);
  }
}

export const cannotOpen = (path: string, cause: unknown): SquallError =>
  new SquallError("unavailable", `unavailable: the database file ${path} cannot be opened`, { cause });

/** Makes an entry. It gets its name when it can be connected to, so an entry that refuses is one that has died. */
async function listen(path: string, folder: string, sharing: Sharing): Promise<(() => void) & { entry: string }> {
  const token = randomBytes(8).toString("hex");
  const entry = `${sharing}-${process.pid}-${token}`;
  for (let tries = 1; ; tries++) {
    let server: Server | undefined;
    try {
      makeFolder(folder);
      server = await withAddress(folder, `.${token}`, listenAt);
      if (process.platform === "win32") writeFileSync(join(folder, entry), "");
      else renameSync(join(folder, `.${token}`), join(folder, entry));
    } catch (cause) {
      server?.close();
      // Another one that left took the folder away in the meantime.
      if (!existsSync(folder) && existsSync(join(folder, "..")) && tries < maxTries) continue;
      throw cannotOpen(path, cause);
    }
    const listening = server;
    const remove = () => {
      rmSync(join(folder, entry), { force: true });
      removeFolder(folder);
    };
    const leave = () => {
      if (!atExit.delete(remove)) return;
      listening.close();
      remove();
    };
    atExit.add(remove);
    return Object.assign(leave, { entry });
  }
}
/** What a process that ends without close() leaves behind harms nobody, but need not stay. */
const atExit = new Set<() => void>();
process.on("exit", () => atExit.forEach((remove) => remove()));

function listenAt(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen(address, () => resolve(server));
    server.unref();
  });
}

/** The name of an entry that is alive and cannot be beside this one. Removes those that are dead. */
async function livingOther(folder: string, sharing: Sharing, own: string): Promise<string | undefined> {
  for (const name of readdirSync(folder)) {
    const [, theirs] = entryName.exec(name) ?? [];
    if (theirs === undefined) removeAbandoned(join(folder, name));
    if (theirs === undefined || name === own) continue;
    if (!(await withAddress(folder, name, isAlive))) rmSync(join(folder, name), { force: true });
    else if (theirs === "alone" || sharing === "alone") return name;
  }
  return undefined;
}
function isAlive(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    // An unknown state (too many connections, no permission) counts as alive.
    socket.once("error", ({ code }: NodeJS.ErrnoException) => resolve(code !== "ECONNREFUSED" && code !== "ENOENT"));
  });
}
/** The entry of a process that died before it got its name. */
function removeAbandoned(path: string): void {
  try {
    if (Date.now() - statSync(path).mtimeMs > 60_000) rmSync(path, { force: true });
  } catch {
    // Gone in the meantime.
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
function removeFolder(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Others are in it.
  }
}

/** Room for the path of a socket: 104 bytes on macOS, 108 on Linux, with the zero at its end. */
const maxAddress = 100;
/** Calls with the address of an entry. A path that is too long is named by its open folder, or from the current one. */
async function withAddress<T>(folder: string, name: string, use: (address: string) => Promise<T>): Promise<T> {
  if (process.platform === "win32") return await use(`\\\\.\\pipe\\squall-${name.split("-").at(-1)!.replace(".", "")}`);
  const path = join(folder, name);
  if (Buffer.byteLength(path) <= maxAddress) return await use(path);
  if (process.platform === "linux") {
    const descriptor = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      return await use(`/proc/self/fd/${descriptor}/${name}`);
    } finally {
      closeSync(descriptor);
    }
  }
  const near = relative(process.cwd(), path);
  if (Buffer.byteLength(near) <= maxAddress) return await use(near);
  throw new Error(`the path is too long for a socket beside it: ${path}`);
}
