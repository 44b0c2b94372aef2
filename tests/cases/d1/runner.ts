// The tables of cases on D1, inside workerd.
import { applyD1Migrations } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { open, SquallError } from "../../../dist/index.js";
import { now, parts, play, Seeded, seedStatements, type Answer, type Row, type Runner } from "../all.js";

const db = env.DB;
const runner: Runner = {
  async call(name, args): Promise<Answer> {
    let ids = 0;
    const client = open(db, {
      now: () => Date.parse(now),
      uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
    });
    const [domain, fn] = name.split(".") as [string, string];
    const functions = (client as unknown as Record<string, Record<string, (args: unknown) => Promise<unknown>>>)[
      domain
    ]!;
    try {
      return { result: await functions[fn]!(args) };
    } catch (error) {
      if (!(error instanceof SquallError)) throw error;
      return { error };
    }
  },
  dump: async (table) => (await db.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all<Row>()).results,
  async execute(statements) {
    await db.batch(statements.map((sql) => db.prepare(sql)));
  },
  changes: async () => (await db.prepare("SELECT total_changes()").raw<[number]>())[0]![0],
};

/** Declares the tests of a part. */
export async function testOnD1(part: keyof typeof parts): Promise<void> {
  await applyD1Migrations(db, env.MIGRATIONS);
  const seeded = new Seeded(runner, seedStatements);
  for (const domain of parts[part])
    describe(domain.name, () => {
      it.each(Object.entries(domain.cases))("%s", async (name, cases) => {
        const problems: string[] = [];
        for (const one of cases) {
          await seeded.restore();
          for (const problem of await play(runner, `${domain.name}.${name}`, one, domain.tables))
            problems.push(`${one.it}: ${problem}`);
        }
        expect(problems).toEqual([]);
      });
    });
}
