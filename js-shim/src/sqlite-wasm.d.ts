import type { LocalDatabase, MigrationFile } from "./local-database.js";
export * from "./local-database.js";

/** Opens a database of its own: in memory, in a file (Node), or kept in the origin's private file system (a worker). */
export function openSqlite(options?: {
  /**
   * A path, in Node. The file is created if it is missing. Before Node 22.13 one connection at a time has it open: a second one
   * fails with a SquallError of the kind unavailable.
   */
  file?: string;
  /** A name of letters, digits, '.', '-' and '_', in a worker of a browser; open once at a time, in one tab. */
  opfs?: string;
}): Promise<LocalDatabase>;

/** The migration files of a folder; in Node. */
export function readMigrations(folder: string): Promise<MigrationFile[]>;
