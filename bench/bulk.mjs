// Wall time on a local D1: many rows in, rows by many ids. All contenders leave and return the same rows.
import assert from "node:assert/strict";
import { interleaved, show } from "./statistics.mjs";
import { migrations, startWorker } from "./workerd.mjs";

const cases = [
  { name: "100 rows in", operation: "insert", argument: 100 },
  { name: "1000 rows in", operation: "insert", argument: 1000 },
  { name: "10000 rows in", operation: "insert", argument: 10000 },
  { name: "rows of 10 ids", operation: "find", argument: 10 },
  { name: "rows of 1000 ids", operation: "find", argument: 1000 },
  { name: "rows of 5000 ids", operation: "find", argument: 5000 },
];

export async function run() {
  const { ask, stop } = await startWorker("worker/service.js");
  try {
    await ask({ task: "migrate", migrations: await migrations() });
    const { bulk: names } = await ask({ task: "names" });
    const results = [];
    for (const one of cases) {
      if (one.operation === "find") await ask({ task: "fill", rows: 10000 });
      const seen = {};
      const rows = await interleaved(
        names,
        async (contender) => {
          if (one.operation === "insert") await ask({ task: "empty" });
          const started = performance.now();
          const done = await ask({ task: "bulk", contender, ...one });
          const took = performance.now() - started;
          seen[contender] = one.operation === "insert" ? await ask({ task: "rows" }) : done;
          assert.deepEqual(seen[contender], seen[names[0]], `${contender} has other rows: ${one.name}`);
          return took;
        },
        { rounds: one.argument >= 5000 ? 7 : 15, warmup: 2 },
      );
      results.push({ name: one.name, unit: "ms", rows });
      show(one.name, "ms", rows);
    }
    return results;
  } finally {
    await stop();
  }
}
