// What the tests have done in the page or in its worker, by name.
import { open, SquallError } from "/dist/browser.js";
import { openSqlite } from "/dist/sqlite-wasm.js";

let database;
const acts = {
  async open(options, files) {
    database = await openSqlite(options);
    return await database.applyMigrations(files);
  },
  async close() {
    await database.close();
  },
  /** A call's result, or the fields of its error. */
  async call(domain, fn, args) {
    try {
      return { result: await open(database)[domain][fn](args) };
    } catch (error) {
      if (!(error instanceof SquallError)) throw error;
      const { kind, table, columns, function: of } = error;
      return { error: { kind, table, columns, function: of } };
    }
  },
  /** Creates users of these addresses in one batch; gives how many there are, or the error's kind. */
  async createAll(emails) {
    const db = open(database);
    const kind = await db
      .batch((q) => emails.map((email) => q.users.create({ email })))
      .then(
        () => "done",
        (error) => error.kind,
      );
    return [kind, (await db.users.list()).items.length];
  },
};
export const act = (name, ...args) => acts[name](...args);
