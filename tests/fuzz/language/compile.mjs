// Compiles statements, many a program, and runs the programs: what the library makes of each.
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cppOf } from "./cpp.mjs";
import { header } from "./schema.mjs";

export const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "../../..");
const STATEMENTS_A_PROGRAM = 120;

const run = (file, args, options = {}) =>
  new Promise((done) => {
    execFile(
      file,
      args,
      { maxBuffer: 1 << 28, env: { ...process.env, LC_ALL: "C" }, ...options },
      (error, stdout, stderr) => done({ code: error ? (error.code ?? -1) : 0, stdout, stderr }),
    );
  });

/**
 * Compiles in `folder`, with the library in `sources`. `keeps`: what a program printed is kept there, so that the same program of
 * the same sources is compiled once. For statements of a fixed seed.
 */
export class Compiler {
  constructor({ folder = join(root, "build/fuzz/language"), sources = join(root, "include"), keeps = false } = {}) {
    this.folder = folder;
    this.sources = sources;
    this.keeps = keeps;
    const pfr = join(root, "build/native/include/pfr");
    if (!existsSync(pfr)) throw new Error("build/native is missing: run ./dev build first");
    this.flags = ["-std=c++20", "-O0", "-w", "-fmax-errors=0", "-isystem", pfr, `-I${sources}`, `-I${here}`];
    this.programs = 0;
    this.seconds = 0;
    this.tables = undefined;
  }
  async prepare() {
    await mkdir(this.folder, { recursive: true });
    this.header = join(this.folder, "tables.hpp");
    // A precompiled header of the same sources serves again.
    const text = header();
    const { stdout: version } = await run("g++", ["--version"]);
    const hash = createHash("sha256").update(text).update(this.flags.join()).update(version);
    for (const folder of [join(this.sources, "squall/sql"), here])
      for (const file of readdirSync(folder).sort())
        if (file.endsWith(".hpp")) hash.update(file).update(readFileSync(join(folder, file)));
    this.digest = hash.digest("hex");
    this.headerText = text;
  }
  /** The header is compiled before the first program that needs it. */
  compileHeader() {
    return (this.headerCompiled ??= this.makeHeader());
  }
  async makeHeader() {
    const mark = `${this.header}.sha256`;
    if (existsSync(mark) && readFileSync(mark, "utf8") === this.digest) return;
    await writeFile(this.header, this.headerText);
    const { code, stderr } = await run("g++", [
      ...this.flags,
      "-x",
      "c++-header",
      this.header,
      "-o",
      `${this.header}.gch`,
    ]);
    if (code !== 0) throw new Error(`the tables do not compile:\n${stderr.slice(0, 4000)}`);
    await writeFile(mark, this.digest);
  }
  /** { code, stderr } of the compiler and { stdout, ran } of the program. */
  async printedBy(text, name) {
    const kept = join(
      this.folder,
      "kept",
      createHash("sha256").update(this.digest).update(name).update(text).digest("hex"),
    );
    if (this.keeps && existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
    await this.compileHeader();
    await writeFile(`${name}.cpp`, text);
    const { code, stderr } = await run("g++", [...this.flags, "-include", this.header, `${name}.cpp`, "-o", name]);
    const { stdout, code: ran } = code === 0 ? await run(name, []) : { stdout: "", code: 0 };
    const printed = { code, stderr, stdout, ran };
    if (this.keeps) {
      await mkdir(dirname(kept), { recursive: true });
      await writeFile(kept, JSON.stringify(printed));
    }
    return printed;
  }

  /**
   * For each statement what the library prints of it, or { refused: the compiler's words }.
   * With `once`, those beside refused ones are not compiled again: { skipped }.
   * The SQL of the tables is in this.tables afterwards.
   */
  async compile(statements, { once = false } = {}) {
    if (!this.digest) await this.prepare();
    const results = new Array(statements.length);
    const parts = [];
    for (let at = 0; at < statements.length; at += STATEMENTS_A_PROGRAM)
      parts.push(
        statements.slice(at, at + STATEMENTS_A_PROGRAM).map((statement, i) => ({ statement, number: at + i })),
      );
    const worker = async () => {
      for (let part = parts.shift(); part; part = parts.shift()) await this.program(part, results, once);
    };
    const began = performance.now();
    await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, worker));
    this.seconds += (performance.now() - began) / 1000;
    return results;
  }
  /** One program; statements that do not compile are taken out, and the rest is compiled again. */
  async program(part, results, once) {
    const name = join(this.folder, `program_${this.programs++ % 4}`);
    const lineOf = [];
    let text = "";
    let line = 0;
    const add = (lines, number) => {
      for (const l of lines) {
        text += `${l}\n`;
        lineOf[++line] = number;
      }
    };
    const written = part.map(({ statement, number }) => ({ number, ...cppOf(statement, number) }));
    for (const { structs, number } of written) add(structs, number);
    for (const { lines, number } of written) add([`void f${number}() {`, ...lines, "}"], number);
    add(["int main() { print_tables();", ...written.map(({ number }) => `f${number}();`), "}"]);
    const { code, stderr, stdout, ran } = await this.printedBy(text, name);
    if (code !== 0) {
      const refused = this.refusedIn(stderr, `${name}.cpp`, lineOf);
      if (refused.size === 0) throw new Error(`a program does not compile:\n${stderr.slice(0, 4000)}`);
      for (const [number, said] of refused) results[number] = { refused: said };
      const rest = part.filter(({ number }) => !refused.has(number));
      if (once) for (const { number } of rest) results[number] = { skipped: true };
      else if (rest.length > 0) await this.program(rest, results);
      return;
    }
    if (ran !== 0) throw new Error("a program ended with an error");
    const lines = stdout
      .trim()
      .split("\n")
      .map((l) => JSON.parse(l));
    this.tables = lines.filter((l) => l.create).map((l) => l.create);
    for (const l of lines) if (l.number !== undefined) results[l.number] = l;
  }
  /** The statements that the compiler's messages lead to, each with the first message. */
  refusedIn(messages, file, lineOf) {
    const refused = new Map();
    let pending = [];
    let error;
    // A message belongs to the line of the program that it names, before ("required from here") or in itself.
    for (const message of messages.split("\n")) {
      const place = message.startsWith(file) ? Number(/:(\d+):/.exec(message.slice(file.length))?.[1]) : NaN;
      if (!Number.isNaN(place) && lineOf[place] !== undefined) pending = [lineOf[place]];
      const found = /error: (?:static assertion failed: )?(.*)/.exec(message);
      if (found) {
        error = found[1];
        for (const number of pending)
          if (!refused.has(number) || (!refused.get(number).startsWith("squall") && error.startsWith("squall")))
            refused.set(number, error);
      }
    }
    return refused;
  }
}
