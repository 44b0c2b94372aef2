// Who has a database file open: the entry of this process in the folder FILE-open, as bindings/sqlite/file_openers.cpp makes it
// for a native program. A Node before 22.13 has a file for itself and refuses while there is such an entry.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createServer } from "node:net";
import { basename, dirname, join, resolve } from "node:path";

/** The one name of a file, without links, whatever path it was given by. */
export function realName(path) {
  const absolute = resolve(path);
  try {
    return fs.realpathSync(absolute);
  } catch {
    try {
      return join(fs.realpathSync(dirname(absolute)), basename(absolute));
    } catch {
      return absolute;
    }
  }
}

/** Room for a socket's path, with the zero at its end. */
const maxAddress = 100;

/** Calls with the address of an entry: a path that is too long is named by its open folder. */
function withAddress(folder, name, use) {
  const path = join(folder, name);
  if (Buffer.byteLength(path) <= maxAddress) return use(path);
  if (process.platform !== "linux") throw new Error("the path is too long");
  const descriptor = fs.openSync(folder, fs.constants.O_RDONLY | fs.constants.O_DIRECTORY);
  try {
    return use(`/proc/${process.pid}/fd/${descriptor}/${name}`);
  } finally {
    fs.closeSync(descriptor);
  }
}

const connects =
  'require("node:net").connect(process.argv[1]).once("connect", () => process.exit(0))' +
  '.once("error", ({ code }) => process.exit(code === "ECONNREFUSED" || code === "ENOENT" ? 1 : 0))';
/** Asked in a process of its own: this one cannot wait for an event. Entries of this kind are rare. */
const isAlive = (folder, name) =>
  withAddress(folder, name, (address) => spawnSync(process.execPath, ["-e", connects, address]).status !== 1);

/** The id of the process that has the file for itself. Removes the entries of the dead. */
function owner(folder) {
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const [, id] = /^alone-(\d+)-[0-9a-f]+$/.exec(name) ?? [];
    if (id === undefined) continue;
    if (isAlive(folder, name)) return id;
    fs.rmSync(join(folder, name), { force: true });
  }
  return undefined;
}

const maxTries = 12;
/** A process is asked each time: half a second in all. */
const maxTriesOfOwner = 6;

/** Makes an entry; returns what removes it, or undefined in a folder that takes no sockets. */
function makeEntry(folder) {
  const token = randomBytes(8).toString("hex");
  const entry = join(folder, `shared-${process.pid}-${token}`);
  const server = createServer((socket) => socket.destroy());
  server.on("error", () => undefined);
  try {
    if (!fs.existsSync(folder)) fs.mkdirSync(folder);
    // It listens when this call returns; the name is put there when it can be connected to.
    withAddress(folder, `.${token}`, (address) => server.listen(address));
    server.unref();
    fs.renameSync(join(folder, `.${token}`), entry);
  } catch {
    server.close();
    removeFolder(folder);
    return undefined;
  }
  return () => {
    server.close();
    fs.rmSync(entry, { force: true });
    removeFolder(folder);
  };
}
function removeFolder(folder) {
  try {
    fs.rmdirSync(folder);
  } catch {
    // Others are in it.
  }
}

/** Enters the file's folder; returns what leaves it, or the id of the process that has the file for itself. */
export function enterShared(path) {
  if (process.platform === "win32") return { leave: () => undefined };
  const folder = `${path}-open`;
  let leave;
  // Again where one that left took the empty folder away in between.
  for (let tries = 0; leave === undefined && tries < maxTries; tries++) leave = makeEntry(folder);
  leave ??= () => undefined;
  // Whoever needs the file for itself and finds this entry takes its own away: it tries again later.
  for (let tries = 1; ; tries++) {
    const id = owner(folder);
    if (id === undefined) return { leave };
    if (tries < maxTriesOfOwner) continue;
    leave();
    return { owner: id };
  }
}
