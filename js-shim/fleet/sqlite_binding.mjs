// A database file by Node's own SQLite, in the shape of a D1Database. Others may use the file meanwhile, wrangler dev for example:
// SQLite's locks are kept.
import { objectDatabase } from "../../dist/durable-object.js";
import { databaseSync, maxWait } from "../tool/node_sqlite.mjs";
import { enterShared, realName } from "../tool/openers.mjs";

/** Returns { binding, close }. */
export function openFile(file) {
  const DatabaseSync = databaseSync();
  if (DatabaseSync === undefined)
    throw new Error(`a database file needs Node 22.16 or newer, which has SQLite; this is Node ${process.version}`);
  const { owner, leave } = enterShared(realName(file));
  if (leave === undefined)
    throw new Error(`${file} is open in process ${owner}, which needs it for itself; close it there first`);
  try {
    const database = new DatabaseSync(file);
    database.exec(`PRAGMA busy_timeout = ${maxWait}`);
    const close = () => {
      database.close();
      leave();
    };
    return { binding: objectDatabase(new FileStorage(database)), close };
  } catch (error) {
    leave();
    throw error;
  }
}

/** What objectDatabase() uses of a Durable Object's storage. */
class FileStorage {
  #database;
  /** Statements by their SQL: a move sends the same ones for every page. */
  #prepared = new Map();
  sql = { exec: (sql, ...values) => this.#exec(sql, values) };

  constructor(database) {
    this.#database = database;
  }
  #exec(sql, values) {
    let statement = this.#prepared.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      if (typeof statement.setReturnArrays !== "function")
        throw new Error(`a database file needs Node 22.16 or newer; this is Node ${process.version}`);
      statement.setReturnArrays(true);
      statement.setReadBigInts(true);
      if (this.#prepared.size >= 500) this.#prepared.clear();
      this.#prepared.set(sql, statement);
    }
    const rows = statement
      .all(...values)
      .map((row) => row.map((cell) => (typeof cell === "bigint" ? Number(cell) : cell)));
    return { columnNames: statement.columns().map(({ name }) => name), raw: () => rows };
  }
  transactionSync(body) {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = body();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction !== false)
        try {
          this.#database.exec("ROLLBACK");
        } catch {
          // SQLite has undone it already: of a full disk, for example.
        }
      throw error;
    }
  }
}
