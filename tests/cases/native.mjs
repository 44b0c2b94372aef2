// The tables of cases for Node, and native SQLite as a runner: squall call, a line a call.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, process.env.SQUALL_BUILD ?? "build/native", "bin/squall");
if (!existsSync(program)) throw new Error(`${program} is missing: build the native preset first`);

/** What all.ts exports. */
export async function loadCases() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "tests/cases/all.ts")],
    bundle: true,
    format: "esm",
    write: false,
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
/** Every function with its arguments. */
export const functions = () =>
  JSON.parse(spawnSync(program, ["call", "--list", "--json"], { encoding: "utf8", maxBuffer: 64 << 20 }).stdout)
    .functions;

/** An empty database in memory, with the tables that the migrations make. */
export class Native {
  #child = spawn(program, ["call", "--stdin", "--sqlite", ":memory:"], { stdio: ["pipe", "pipe", "inherit"] });
  #answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  #now;
  #last = Promise.resolve();

  constructor(now) {
    this.#now = Date.parse(now);
  }
  /** Answers come in the order of the lines. */
  #ask(line) {
    this.#child.stdin.write(JSON.stringify(line) + "\n");
    return (this.#last = this.#last.then(async () => {
      const { value, done } = await this.#answers.next();
      if (done) throw new Error("squall call has ended");
      return JSON.parse(value);
    }));
  }
  async #rows(sql) {
    const answer = await this.#ask({ sql });
    if (answer.error) throw new Error(`${answer.error.message}: ${sql.slice(0, 300)}`);
    return answer.result;
  }
  async migrate() {
    const files = readdirSync(join(root, "migrations")).filter((file) => file.endsWith(".sql"));
    for (const file of files.sort()) await this.execute([readFileSync(join(root, "migrations", file), "utf8")]);
  }
  call(name, args) {
    return this.#ask({ call: name, arguments: args, now: this.#now, uuid_from: 1 });
  }
  dump(table) {
    return this.#rows(`SELECT * FROM ${table} ORDER BY rowid`);
  }
  async execute(statements) {
    await this.#rows(statements.join(";\n"));
  }
  async changes() {
    return (await this.#rows("SELECT total_changes() AS n"))[0].n;
  }
  end() {
    this.#child.stdin.end();
  }
}
