// One database with the rows that a fleet can have: without those that refer to rows of two tenants.
import { open } from "../../../dist/index.js";
import { dropRowsOfTwoTenants } from "../spread.mjs";

export class OneDatabase {
  #database;
  #hasRows = false;
  constructor(env) {
    this.#database = env.HOME;
  }
  prepare(sql) {
    const statement = (real) => ({
      sql,
      real,
      bind: (...values) => statement(real.bind(...values)),
      raw: (options) => real.raw(options),
    });
    return statement(this.#database.prepare(sql));
  }
  async batch(statements) {
    // What comes before the first rows are migrations.
    this.#hasRows ||= statements.some(({ sql }) => /^DELETE FROM "?users"?$/.test(sql));
    const more = this.#hasRows ? dropRowsOfTwoTenants.map((sql) => this.#database.prepare(sql)) : [];
    return await this.#database.batch([...statements.map(({ real }) => real), ...more]);
  }
  openClient(options) {
    return open(this.#database, options);
  }
}
