// A local D1 in workerd.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Miniflare } from "miniflare";
import { here } from "./compile.mjs";

const STATEMENTS_A_REQUEST = 100;
/** As the library binds an integer (bindings/d1/record.cpp). */
const sentValue = (v) => (typeof v !== "bigint" ? v : Number.isSafeInteger(Number(v)) ? Number(v) : String(v));

/** D1 returns a blob as a list of its bytes. */
const cellsOf = (rows) =>
  rows?.map((row) => row.map((v) => (Array.isArray(v) ? { blob: Buffer.from(v).toString("hex") } : v)));

export class D1 {
  static async open() {
    const host = new Miniflare({
      modules: [{ type: "ESModule", path: "worker.mjs", contents: readFileSync(join(here, "d1_worker.js"), "utf8") }],
      compatibilityDate: "2026-11-01",
      d1Databases: ["DB"],
    });
    await host.ready;
    return new D1(host);
  }
  constructor(host) {
    this.host = host;
  }
  async ask(document) {
    const response = await this.host.dispatchFetch("http://d1/", { method: "POST", body: JSON.stringify(document) });
    if (!response.ok) throw new Error(`D1: ${await response.text()}`);
    return await response.json();
  }
  /** Puts these rows in place of all others; creates the tables the first time. */
  async setup(create, fill) {
    if (!this.created) await this.ask({ setup: create });
    this.created = true;
    this.restore = fill;
    await this.ask({ setup: fill });
  }
  /** For each statement { rows } or { error }, and the tables' rows where it writes. */
  async perform(statements) {
    const answers = [];
    for (let at = 0; at < statements.length; at += STATEMENTS_A_REQUEST) {
      const part = statements
        .slice(at, at + STATEMENTS_A_REQUEST)
        .map((s) => ({ ...s, values: s.values.map(sentValue), restore: s.writes ? this.restore : [] }));
      const { answers: rows } = await this.ask({ statements: part });
      answers.push(
        ...rows.map(({ error, rows, tables }) => ({ error, rows: cellsOf(rows), tables: tables?.map(cellsOf) })),
      );
    }
    return answers;
  }
  close() {
    return this.host.dispose();
  }
}
