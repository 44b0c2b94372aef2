// Native SQLite: the program of sqlite.cpp, to which statements are sent.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "./compile.mjs";

const program = join(root, "build/native/tests/fuzz/language/fuzz_language_sqlite");

function cellOf(cell) {
  if (cell === null) return null;
  const [kind, text] = cell;
  if (kind === "b") return { blob: text };
  return kind === "i" ? BigInt(text) : kind === "r" ? Number(text) : text;
}
const sentValue = (v) => {
  if (v === null) return null;
  if (typeof v === "bigint") return ["i", String(v)];
  if (typeof v === "object") return ["b", v.blob];
  return typeof v === "number" ? ["r", String(v)] : ["t", v];
};
const rowsOf = ({ rows, error }) => ({ error, rows: rows?.map((row) => row.map(cellOf)) });

export class Sqlite {
  static open() {
    if (!existsSync(program))
      throw new Error("fuzz_language_sqlite is not built: ninja -C build/native fuzz_language_sqlite");
    return new Sqlite();
  }
  constructor() {
    this.child = spawn(program, { stdio: ["pipe", "pipe", "inherit"] });
    this.answers = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }
  async ask(document) {
    this.child.stdin.write(`${JSON.stringify(document)}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error("fuzz_language_sqlite has ended");
    return JSON.parse(value);
  }
  async setup(statements) {
    const { error } = await this.ask({ setup: statements });
    if (error) throw new Error(`SQLite: ${error}`);
  }
  /** { rows } or { error }, and the tables' rows where the statement writes. All is undone. */
  async perform({ sql, values, tables }) {
    const answer = await this.ask({ sql, values: values.map(sentValue), tables });
    return { ...rowsOf(answer.result), tables: answer.tables.map((t) => rowsOf(t).rows) };
  }
  close() {
    this.child.stdin.end();
  }
}
