// Node's own SQLite, from Node 22.13 on. It holds the locks on database files, which Node's file system cannot.

/** Its connections; undefined in an older Node. */
export function databaseSync() {
  // Node says once that it is experimental; nothing of this use of it can change the user's data.
  const { emitWarning } = process;
  process.emitWarning = () => undefined;
  try {
    return process.getBuiltinModule?.("node:sqlite")?.DatabaseSync;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** How long a lock waits for another program's, in milliseconds. */
export const maxWait = 5000;
