// Round trips, counted at the binding; requests a second and latency of a Worker over a local D1, over loopback.
import assert from "node:assert/strict";
import { interleaved, percentile, show, summary } from "./statistics.mjs";
import { migrations, startWorker } from "./workerd.mjs";

const concurrency = 16;
const requests = 96; // a round and contender
const loads = [
  { name: "get by id", path: "get" },
  { name: "list 100 x 10", path: "list/100" },
  { name: "batch of 5 plans", path: "batch" },
];

async function countTrips(ask, sequences) {
  const rows = [];
  for (const name of sequences) {
    const before = await ask({ task: "sequence", name, who: "statements" });
    const squall = await ask({ task: "sequence", name, who: "squall" });
    assert.deepEqual(squall.rows, before.rows, `squall leaves other rows: ${name}`);
    rows.push({ name, statement_by_statement: before.trips, squall: squall.trips });
    console.log(`  ${name.padEnd(28)} ${before.trips} round trips statement by statement, ${squall.trips} with squall`);
  }
  return rows;
}

/** Sends the requests, so many at a time; the latencies and the time for all, in milliseconds. */
async function load(url, path) {
  const latencies = [];
  let sent = 0;
  const started = performance.now();
  const sender = async () => {
    while (sent++ < requests) {
      const begun = performance.now();
      const response = await fetch(new URL(path, url));
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      latencies.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sender));
  return { latencies, took: performance.now() - started };
}

/** Whether a contender has the operation: raw() alone reads only lists. */
const performs = (contender, path) => {
  if (path === "batch" && /prepared|relational/.test(contender)) return false;
  return path.startsWith("list") || contender !== "raw() alone";
};

export async function run() {
  const { ask, url, stop } = await startWorker("worker/service.js");
  try {
    await ask({ task: "migrate", migrations: await migrations() });
    const { contenders, sequences } = await ask({ task: "names" });
    const trips = await countTrips(ask, sequences);
    await ask({ task: "prepare", readings: 100 });
    const results = [{ name: "round trips", rows: trips }];
    for (const { name, path } of loads) {
      const present = contenders.filter((c) => performs(c, path));
      const latencies = Object.fromEntries(present.map((c) => [c, { middle: [], slow: [] }]));
      const rows = await interleaved(
        present,
        async (contender) => {
          const done = await load(url, `${encodeURIComponent(contender)}/${path}`);
          latencies[contender].middle.push(percentile(done.latencies, 0.5));
          latencies[contender].slow.push(percentile(done.latencies, 0.99));
          return done.took / requests;
        },
        { rounds: 5, warmup: 1 },
      );
      for (const row of rows) {
        row.requests_a_second = Math.round(1000 / row.median);
        row.latency_ms = summary(latencies[row.contender].middle).median;
        row.latency_99_ms = summary(latencies[row.contender].slow).median;
      }
      results.push({ name: `${name}, ${concurrency} requests in flight`, unit: "ms a request", rows });
      show(name, "ms", rows);
      for (const r of rows)
        console.log(
          `  ${r.contender.padEnd(22)} ${r.requests_a_second} requests a second, latency ${r.latency_ms.toFixed(1)} ms, of 99 in 100 within ${r.latency_99_ms.toFixed(1)} ms`,
        );
    }
    return results;
  } finally {
    await stop();
  }
}
