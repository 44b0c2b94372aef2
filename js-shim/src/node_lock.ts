// One process at a time has a database file open: Node cannot lock a file, so one beside it says who has it.
import { closeSync, openSync, readFileSync, realpathSync, rmSync, writeSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

const ours = new Set<string>();

/** Gives what lets go of it. A lock that a process left when it died is taken over. */
export function lockFile(path: string): () => void {
  const lock = lockOf(path);
  for (let taken = false; !taken;) {
    try {
      const file = openSync(lock, "wx");
      writeSync(file, String(process.pid));
      closeSync(file);
      taken = true;
    } catch (error) {
      if ((error as { code?: string }).code !== "EEXIST") throw cannotOpen(path, error);
      const holder = Number(readText(lock));
      if (ours.has(lock) || (holder > 0 && holder !== process.pid && isRunning(holder)))
        throw new Error(
          `squall: the database file ${path} is open already, in process ${holder || "?"}; if that is not so, delete ${lock}`,
        );
      rmSync(lock, { force: true });
    }
  }
  ours.add(lock);
  return () => {
    ours.delete(lock);
    rmSync(lock, { force: true });
  };
}

/** The same for all ways to write the path. */
function lockOf(path: string): string {
  try {
    return join(realpathSync(dirname(resolve(path))), basename(path)) + ".lock";
  } catch (cause) {
    throw cannotOpen(path, cause);
  }
}
const cannotOpen = (path: string, cause: unknown) =>
  new Error(`squall: the database file ${path} cannot be opened`, { cause });

function readText(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // let go of in the meantime
  }
}
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
