// How the cost of a call grows: with rows, with calls in flight, with the functions of the module.
import assert from "node:assert/strict";
import { open } from "../dist/node.js";
import { factsOf, startOf } from "./modules.mjs";
import { cpuOf } from "./process.mjs";
import { interleaved, show, summary } from "./statistics.mjs";
import { bindingOver, Replayer } from "./worker/binding.js";
import { migrations, startWorker } from "./workerd.mjs";

const contenders = ["hand-written", "squall"];
const rowCounts = [1, 10, 100, 1000, 10_000, 100_000];
const flights = [1, 10, 100, 1000];

export async function run() {
  const { ask, pid, stop } = await startWorker("worker/call.js");
  const cpu = async (asked) => {
    const before = cpuOf(pid);
    const answer = await ask(asked);
    return { used: cpuOf(pid) - before, answer };
  };
  try {
    await ask({ task: "migrate", migrations: await migrations() });
    return [await byRows(ask, cpu), await byFlight(ask, cpu), byFunctions(), await slowestInFlight()];
  } finally {
    await stop();
  }
}

async function byRows(ask, cpu) {
  const rows = [];
  for (const argument of rowCounts) {
    const results = {};
    for (const contender of contenders)
      results[contender] = (
        await ask({ task: "perform", contender, operation: "list", argument, readings: argument })
      ).result;
    assert.deepEqual(results.squall, results["hand-written"]);
    assert.equal(results.squall.length, argument);
    const count = Math.max(1, Math.min(2000, Math.round(20_000 / argument)));
    const measured = await interleaved(
      contenders,
      async (contender) => {
        const idle = (await cpu({ contender, operation: "list", argument, count: 0 })).used;
        return ((await cpu({ contender, operation: "list", argument, count })).used - idle) / count;
      },
      { rounds: 9, warmup: 2 },
    );
    show(`list of ${argument} rows`, "us", measured);
    rows.push({ count: argument, measured });
  }
  return { name: "rows", unit: "us a call", rows };
}

async function byFlight(ask, cpu) {
  await ask({ task: "perform", contender: "squall", operation: "get", readings: 1 });
  const call = { contender: "squall", operation: "get", count: 10_000 };
  const samples = Object.fromEntries(flights.map((inFlight) => [inFlight, []]));
  for (let round = -2; round < 9; round++)
    for (const inFlight of flights) {
      const { used, answer } = await cpu({ ...call, inFlight });
      assert.equal(answer.length, 1, "calls in flight together gave different rows");
      if (round >= 0) samples[inFlight].push(used / call.count);
    }
  const rows = flights.map((count) => ({
    count,
    ...summary(samples[count]),
    to_one: summary(samples[count].map((n, i) => n / samples[1][i])),
  }));
  for (const r of rows)
    console.log(`  ${r.count} calls in flight: ${r.median} us a call, ${r.to_one.median} x one alone`);
  return { name: "calls in flight", unit: "us a call", rows };
}

/**
 * The slowest of calls that are started together, in Node, for the clock of workerd stands still within a request. Its share
 * is the time of one call alone, times their number.
 */
async function slowestInFlight() {
  const row = ["agent_1", "ws", "name", null, "confirmed", null, "2026-01-01T00:00:00.000Z", null, null];
  const answer = JSON.stringify({ success: true, results: { columns: [], rows: [row] }, meta: {} });
  const db = open(bindingOver(new Replayer([answer])));
  const slowest = async (count) => {
    const began = performance.now();
    let longest = 0;
    const calls = Array.from({ length: count }, async (_, i) => {
      const agent = await db.agents.get({ workspace_id: "ws", id: `agent_${i}` });
      assert.equal(agent.id, "agent_1");
      longest = performance.now() - began;
    });
    await Promise.all(calls);
    return longest * 1000;
  };
  for (let i = 0; i < 50; i++) await slowest(1000);
  const samples = Object.fromEntries(flights.map((count) => [count, []]));
  for (let round = 0; round < 101; round++) for (const count of flights) samples[count].push(await slowest(count));
  const alone = summary(samples[1]).median;
  const rows = flights.map((count) => ({
    count,
    ...summary(samples[count]),
    to_share: summary(samples[count].map((us) => us / (count * alone))),
  }));
  for (const r of rows)
    console.log(`  ${r.count} calls started together: the slowest in ${r.median} us, ${r.to_share.median} x its share`);
  return { name: "the slowest of calls in flight", unit: "us", rows };
}

/** The modules that there are: of the benchmarks, parts of the application's, and all of it. */
function byFunctions() {
  const rows = ["build/bench", "build/bench_foundation", "build/bench_half", "dist"].map((folder) => {
    const { functions, domains, module } = factsOf(folder);
    return { count: functions, domains, module_gz: module, instance_ms: startOf(folder).instance_ms.median };
  });
  for (const r of rows)
    console.log(`  ${r.count} functions: module ${r.module_gz} bytes gz, instance in ${r.instance_ms} ms`);
  return { name: "functions", rows };
}
