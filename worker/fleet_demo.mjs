// The end of ./dev demo: a tenant is moved to another database while four callers write through the Worker.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readD1Migrations } from "@cloudflare/vitest-plugin";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { table } from "./table.mjs";

/** The Worker of the example, and a door for the demo: Miniflare's own access to a database is slow. */
const script = `
  import worker from "./worker/examples/fleet/index.ts";
  export default {
    async fetch(request, env, context) {
      if (new URL(request.url).hostname !== "sql") return worker.fetch(request, env, context);
      const { name, statements } = await request.json();
      const results = await env[name].batch(statements.map((sql) => env[name].prepare(sql)));
      return Response.json(results.at(-1).results);
    },
  };`;
const root = fileURLToPath(new URL("..", import.meta.url));
const tenant = "ws_support";
const callers = 4;

async function sql(worker, name, statements) {
  const response = await worker.dispatchFetch("http://sql/", {
    method: "POST",
    body: JSON.stringify({ name, statements }),
  });
  if (!response.ok) throw new Error(await response.text());
  return await response.json();
}
async function start() {
  const { outputFiles } = await build({
    stdin: { contents: script, resolveDir: root, loader: "ts" },
    bundle: true,
    format: "esm",
    write: false,
    external: ["./squall.wasm"],
  });
  const worker = new Miniflare({
    modules: [
      { type: "ESModule", path: "worker.mjs", contents: outputFiles[0].text },
      { type: "CompiledWasm", path: "squall.wasm", contents: readFileSync(join(root, "dist/squall.wasm")) },
    ],
    compatibilityDate: "2026-11-01",
    d1Databases: ["HOME", "SHARD_1", "SHARD_2"],
  });
  const migrations = await readD1Migrations(join(root, "migrations"));
  for (const name of ["HOME", "SHARD_1", "SHARD_2"])
    for (const { queries } of migrations) await sql(worker, name, queries);
  return worker;
}

/** Prints with `say`; fails where a row is lost, doubled or left behind. */
export async function moveWhileInUse(say) {
  say("A fleet: a home database and two shards. A tenant is moved while four callers write.");
  const worker = await start();
  try {
    const ask = async (method, what, body) => {
      const response = await worker.dispatchFetch(`http://fleet/${tenant}/${what}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const result = await response.json();
      if (!response.ok) throw new Error(result.error);
      return result;
    };
    await ask("POST", "tenant");
    const written = [];
    let during = "before the move";
    let isOver = false;
    let failure;
    const caller = async (n) => {
      while (!isOver) {
        const began = performance.now();
        const when = during;
        const { id } = await ask("POST", "agents", { name: `agent ${n}.${written.length}` });
        written.push({ id, when, took: performance.now() - began });
      }
    };
    const running = Array.from({ length: callers }, (_, n) => caller(n).catch((error) => (failure = error)));
    const atLeast = async (count) => {
      for (const end = written.length + count; written.length < end && failure === undefined;)
        await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const work = async () => {
      await atLeast(20);
      during = "during the move";
      await ask("POST", "move", "s2");
      let waited;
      for (let report; report?.next_at !== undefined || report === undefined;) {
        report = await ask("POST", "run");
        if (report.failed.length > 0) throw new Error(JSON.stringify(report.failed));
        waited = report.moves[0]?.fenced_for ?? waited;
      }
      during = "after the move";
      await atLeast(20);
      return waited;
    };
    const [waited] = await Promise.all([work().finally(() => (isOver = true)), ...running]);
    if (failure !== undefined) throw failure;
    const rows = async (name) => (await sql(worker, name, ["SELECT id FROM agents"])).map(({ id }) => id);
    const [left, arrived] = [await rows("SHARD_1"), await rows("SHARD_2")];
    console.log(
      table(
        ["before the move", "during the move", "after the move"].map((when) => {
          const of = written.filter((one) => one.when === when);
          return { when, writes: of.length, "slowest, ms": Math.round(Math.max(0, ...of.map(({ took }) => took))) };
        }),
      ),
    );
    const { shard, generation } = await ask("GET", "place");
    console.log(`  ${tenant} is on ${shard} at generation ${generation}; its writes waited ${waited} ms`);
    console.log(`  ${written.length} writes were acknowledged; ${arrived.length} rows on s2, ${left.length} on s1`);
    const is = JSON.stringify([...arrived].sort()) === JSON.stringify(written.map(({ id }) => id).sort());
    if (!is || left.length > 0 || shard !== "s2") throw new Error("rows of the moved tenant are lost, doubled or left");
  } finally {
    await worker.dispose();
  }
}
