// CPU a call, inside workerd. First every contender makes the call on a local D1: all must return equal rows (raw() alone
// returns them without names) and leave equal tables in as many round trips and statements, of which Prisma needs more. Then
// the calls are timed on a binding that replays those answers at once.
import assert from "node:assert/strict";
import { preparePrisma } from "./prisma/prepare.mjs";
import { cpuOf } from "./process.mjs";
import { interleaved, show } from "./statistics.mjs";
import { migrations, startWorker } from "./workerd.mjs";

const cases = [
  { name: "get by id", operation: "get", count: 6000 },
  { name: "get with joined active version", operation: "joined", count: 4000 },
  { name: "list 20 x 10", operation: "list", argument: 20, count: 1500 },
  { name: "list 100 x 10", operation: "list", argument: 100, count: 500 },
  { name: "list 1000 x 10", operation: "list", argument: 1000, count: 50 },
  { name: "list 20 x 10 as a JSON body", operation: "body", argument: 20, count: 1200 },
  { name: "list 100 x 10 as a JSON body", operation: "body", argument: 100, count: 400 },
  { name: "list 1000 x 10 as a JSON body", operation: "body", argument: 1000, count: 40 },
  { name: "insert", operation: "insert", count: 5000 },
  { name: "update with a patch", operation: "update", count: 5000 },
  { name: "upsert", operation: "upsert", count: 5000 },
  { name: "delete", operation: "delete", count: 6000 },
  { name: "update of a row that must exist", operation: "guarded", count: 5000 },
  { name: "page with three filters", operation: "page", count: 4000 },
  { name: "count", operation: "count", count: 6000 },
  { name: "batch of 5 plans", operation: "batch", count: 1200 },
];

/** Contenders whose rows have no names: they are not compared with the others' rows. */
const limits = ["raw() alone"];

/** Round trips, each of one statement, of the operations for which Prisma has no single one. */
const manyTrips = { Prisma: { joined: 2, batch: 6 } };

/** Prisma has a workerd of its own: it leaves work behind, which the next contender in the same one would be charged with. */
const withPrisma = `import { contenders } from "./contenders/index.js";
import { prisma } from "./contenders/prisma.js";
contenders.Prisma = prisma;
export { default } from "./worker/call.js";
`;

/** How long a contender's stretch is: the slow ones need fewer calls for the same time. */
const slowdown = (contender) =>
  contender === "Prisma" || (contender.startsWith("Drizzle") && !contender.endsWith("prepared")) ? 6 : 1;

async function check(workerOf, names, one) {
  const performed = {};
  for (const contender of names) {
    const done = await workerOf(contender).ask({ task: "perform", contender, readings: one.argument ?? 1, ...one });
    if (done.missing) continue;
    const hand = performed[names[0]] ?? done;
    const rowsOf = (result) => (one.operation === "body" ? JSON.parse(result) : result);
    done.result = rowsOf(done.result);
    const expected = limits.includes(contender) ? done.result : hand.result;
    assert.deepEqual(done.result, expected, `${contender} returns other rows for ${one.name}`);
    assert.deepEqual(rowsOf(done.again), expected, `${contender} returns other rows for ${one.name} on the stub`);
    assert.deepEqual(done.contents, hand.contents, `${contender} leaves other tables after ${one.name}`);
    const many = manyTrips[contender]?.[one.operation];
    assert.deepEqual(
      [done.trips, done.sent.length],
      [many ?? hand.trips, many ?? hand.sent.length],
      `${contender} needs other round trips or statements for ${one.name}`,
    );
    performed[contender] = done;
  }
  return Object.fromEntries(Object.entries(performed).map(([contender, { sent }]) => [contender, sent]));
}

export async function run() {
  const worker = await startWorker("worker/call.js");
  const prisma = preparePrisma() ? await startWorker(withPrisma) : undefined;
  const workerOf = (contender) => (contender === "Prisma" ? prisma : worker);
  try {
    const names = await worker.ask({ task: "names" });
    if (prisma !== undefined) names.push("Prisma");
    for (const one of [worker, prisma]) await one?.ask({ task: "migrate", migrations: await migrations() });
    const sql = [];
    for (const one of cases) sql.push(await check(workerOf, names, one));
    const results = [];
    for (const [i, one] of cases.entries()) {
      const present = names.filter((name) => name in sql[i]);
      const cpu = async (contender, count) => {
        const { ask, pid } = workerOf(contender);
        const before = cpuOf(pid);
        await ask({ contender, operation: one.operation, argument: one.argument, count });
        return cpuOf(pid) - before;
      };
      const rows = await interleaved(present, async (contender) => {
        const count = Math.ceil(one.count / (one.argument >= 100 ? 1 : slowdown(contender)));
        const idle = await cpu(contender, 0);
        return ((await cpu(contender, count)) - idle) / count;
      });
      results.push({ name: one.name, unit: "us", rows: rows.map((row) => ({ ...row, sql: sql[i][row.contender] })) });
      show(one.name, "us", rows);
    }
    return results;
  } finally {
    await worker.stop();
    await prisma?.stop();
  }
}
