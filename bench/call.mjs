// CPU a call, inside workerd, with D1 stubbed: microseconds and ratios to hand-written D1 calls.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { median, spread } from "./statistics.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const rounds = 15;
const cases = [
  { name: "get by id", operation: "get", rows: 1, count: 4000 },
  { name: "insert", operation: "insert", rows: 1, count: 4000 },
  { name: "list 20 x 10", operation: "list", rows: 20, count: 1000 },
  { name: "list 100 x 10", operation: "list", rows: 100, count: 250 },
  { name: "list 1000 x 10", operation: "list", rows: 1000, count: 25 },
];

async function startWorker() {
  const bundled = await build({
    entryPoints: [join(here, "call", "worker.js")],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2022",
    external: ["*.wasm", "node:*", "cloudflare:*"],
    conditions: ["workerd", "worker"],
  });
  const worker = new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "worker.js", contents: bundled.outputFiles[0].text },
      { type: "CompiledWasm", path: "squall.wasm", contents: readFileSync(resolve(here, "..", "dist", "squall.wasm")) },
    ],
    compatibilityDate: "2026-04-20",
  });
  await worker.ready;
  const ask = async (body) => (await worker.dispatchFetch("http://bench/", { method: "POST", body: JSON.stringify(body) })).text();
  return { ask, stop: () => worker.dispose() };
}

export async function run() {
  const { ask, stop } = await startWorker();
  const results = [];
  try {
    const { contenders } = JSON.parse(await ask({}));
    for (const one of cases) {
      const answers = {};
      for (const contender of contenders) {
        answers[contender] = JSON.parse(await ask({ ...one, contender, show: true }));
        assert.deepEqual(answers[contender].result, answers[contender === "hand" ? contender : "hand"].result, `${contender} gives other rows for ${one.name}`);
      }
      const time = async (contender, count) => {
        const started = process.hrtime.bigint();
        await ask({ ...one, contender, count });
        return Number(process.hrtime.bigint() - started) / 1000;
      };
      const samples = Object.fromEntries(contenders.map((c) => [c, []]));
      for (let round = -3; round < rounds; round++) {
        for (const contender of contenders) {
          const idle = await time(contender, 0);
          const busy = await time(contender, one.count);
          if (round >= 0) samples[contender].push((busy - idle) / one.count);
        }
      }
      const hand = samples.hand;
      const rows = contenders.map((contender) => {
        const ratios = samples[contender].map((n, i) => n / hand[i]);
        return { contender, microseconds: median(samples[contender]), ratio: median(ratios), spread: spread(ratios), sql: answers[contender].sql };
      });
      results.push({ name: one.name, rows });
      console.log(`\n${one.name}`);
      for (const r of rows)
        console.log(`  ${r.contender.padEnd(24)} ${r.microseconds.toFixed(2).padStart(9)} us   ${r.ratio.toFixed(2).padStart(6)} x hand-written   (${r.spread.map((n) => n.toFixed(2)).join(" to ")})`);
    }
  } finally {
    await stop();
  }
  return results;
}
