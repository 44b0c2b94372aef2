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
    return this.#database.prepare(sql);
  }
  async batch(statements) {
    // What comes before the first rows are migrations.
    this.#hasRows ||= statements.some(({ sql }) => /^DELETE FROM "?users"?$/.test(sql));
    const more = this.#hasRows ? dropRowsOfTwoTenants : [];
    return await this.#database.batch([...statements, ...more.map((sql) => this.#database.prepare(sql))]);
  }
  openClient(options) {
    return open(this.#database, options);
  }
}
