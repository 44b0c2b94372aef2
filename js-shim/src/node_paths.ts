// The one name of a database file, whatever path it was given by.
import { closeSync, lstatSync, openSync, readlinkSync, readSync, realpathSync, statSync, type Stats } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { SquallError } from "./error.js";
import { cannotOpen } from "./node_openers.js";

const refused = (message: string) => new SquallError("invalid_argument", `invalid_argument: ${message}`);

/** Its path without symbolic links. Refuses what would be another file's name for SQLite. */
export function databasePath(file: unknown): string {
  if (typeof file !== "string" || file === "" || file.includes("\0"))
    throw refused("`file` is the path of a database file; without it the database is in memory");
  if (/^file:/i.test(file))
    throw refused("`file` must be a path, not a URI; convert it with fileURLToPath() of node:url");
  let path = resolve(file);
  try {
    // A link to a file that is not there yet leads to where it will be made.
    for (let links = 0; isLink(path) && links < 40; links++) path = resolve(dirname(path), readlinkSync(path));
    path = join(realpathSync(dirname(path)), basename(path));
  } catch (cause) {
    throw cannotOpen(file, cause);
  }
  const stats = statOf(path);
  if (stats !== undefined && !stats.isFile()) throw cannotOpen(file, new Error("it is not a file"));
  if (stats !== undefined && stats.nlink > 1)
    throw new SquallError(
      "unavailable",
      `unavailable: the database file ${file} has several names (hard links), and SQLite would keep a journal for each; remove all but one, or copy the file`,
    );
  return path;
}
const isLink = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
const statOf = (path: string): Stats | undefined => statSync(path, { throwIfNoEntry: false });

/** Whether the file's header says that it is in WAL mode. */
export function isInWalMode(path: string): boolean {
  if (statOf(path) === undefined) return false;
  const header = Buffer.alloc(20);
  const file = openSync(path, "r");
  try {
    return readSync(file, header, 0, 20, 0) === 20 && (header[18] === 2 || header[19] === 2);
  } finally {
    closeSync(file);
  }
}
