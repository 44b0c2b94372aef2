// The tables of cases on D1, inside workerd.
import { applyD1Migrations, env } from "cloudflare:test";
import { beforeEach, describe, expect, it } from "vitest";
import { open, SquallError } from "../../dist/index.js";
import { domains, now, play, Seeded, seedStatements, type Answer, type Row, type Runner } from "./all.js";

const db = env.DB;
const runner: Runner = {
  async call(name, args): Promise<Answer> {
    let ids = 0;
    const client = open(db, {
      now: () => Date.parse(now),
      uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
    });
    const [domain, fn] = name.split(".") as [string, string];
    const functions = (client as unknown as Record<string, Record<string, (args: unknown) => Promise<unknown>>>)[domain]!;
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

await applyD1Migrations(db, env.MIGRATIONS);
const seeded = new Seeded(runner, seedStatements);
beforeEach(() => seeded.restore());

for (const domain of domains)
  describe(domain.name, () => {
    for (const [name, cases] of Object.entries(domain.cases))
      it.each(cases.map((one) => [one.it, one] as const))(`${name}: %s`, async (_sentence, one) => {
        expect(await play(runner, `${domain.name}.${name}`, one, domain.tables)).toEqual([]);
      });
  });
