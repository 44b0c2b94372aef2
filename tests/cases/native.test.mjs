// The tables of cases on native SQLite: by squall call, a line a call.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const program = join(root, process.env.SQUALL_BUILD ?? "build/native", "bin/squall");
if (!existsSync(program)) throw new Error(`${program} is missing: build the native preset first`);

const bundle = await build({ entryPoints: [join(root, "tests/cases/all.ts")], bundle: true, format: "esm", write: false });
const { domains, now, play, Seeded, seedStatements } = await import(
  `data:text/javascript;base64,${Buffer.from(bundle.outputFiles[0].contents).toString("base64")}`
);

/** squall call --stdin on an empty database in memory. */
class Native {
  #child = spawn(program, ["call", "--stdin", "--sqlite", ":memory:"], { stdio: ["pipe", "pipe", "inherit"] });
  #answers = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();

  async #ask(line) {
    this.#child.stdin.write(JSON.stringify(line) + "\n");
    const { value, done } = await this.#answers.next();
    if (done) throw new Error("squall call has ended");
    return JSON.parse(value);
  }
  async #rows(sql) {
    const answer = await this.#ask({ sql });
    if (answer.error) throw new Error(`${answer.error.message}: ${sql.slice(0, 300)}`);
    return answer.result;
  }
  call(name, args) {
    return this.#ask({ call: name, arguments: args, now: Date.parse(now), uuid_from: 1 });
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

const native = new Native();
const seeded = new Seeded(native, seedStatements);
before(async () => {
  const files = readdirSync(join(root, "migrations")).filter((file) => file.endsWith(".sql"));
  for (const file of files.sort()) await native.execute([readFileSync(join(root, "migrations", file), "utf8")]);
});
after(() => native.end());

for (const domain of domains)
  describe(domain.name, () => {
    for (const [name, cases] of Object.entries(domain.cases))
      for (const one of cases)
        test(`${domain.name}.${name}: ${one.it}`, async () => {
          await seeded.restore();
          assert.deepEqual(await play(native, `${domain.name}.${name}`, one, domain.tables), []);
        });
  });
