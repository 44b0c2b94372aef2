// The cases' runner on a client over anything that has a D1Database's shape.
import { watchWrites } from "./writes.mjs";

export function clientRunner({ open, SquallError }, binding, now) {
  return {
    async call(name, args) {
      let ids = 0;
      const client = open(binding, {
        now: () => Date.parse(now),
        uuid: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, "0")}`,
      });
      const [domain, fn] = name.split(".");
      try {
        return { result: (await client[domain][fn](args)) ?? null };
      } catch (error) {
        if (!(error instanceof SquallError)) throw error;
        const { kind, message, table, columns, guard, function: of, retryable } = error;
        return { error: { kind, message, table, columns, guard, function: of, retryable } };
      }
    },
    ...statements(binding),
  };
}

/** What a runner does beside calls, on a D1Database or its like. */
export function statements(binding) {
  const writes = watchWrites(binding);
  return {
    dump: async (table) => (await binding.prepare(`SELECT * FROM ${table} ORDER BY rowid`).all()).results,
    async execute(all) {
      await binding.batch(joined(all).map((sql) => binding.prepare(sql)));
    },
    changes: async () => writes(),
  };
}

/** Few texts of many statements, none longer than D1 takes: each text costs a round trip through Miniflare. */
function joined(statements) {
  const texts = [""];
  for (const sql of statements) {
    if (texts.at(-1).length + sql.length > 90_000) texts.push("");
    texts[texts.length - 1] += `${sql};\n`;
  }
  return texts;
}
