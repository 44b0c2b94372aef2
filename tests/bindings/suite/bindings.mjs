// The five bindings as the cases' runners, and those of Cloudflare on an older workerd as well: code that is deployed today
// has to work on the runtime of a project that has not been updated. Each applies the migrations to an empty database.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { Miniflare as MiniflareOfApril } from "miniflare-april";
import { Native } from "../../cases/native.mjs";
import { apply, migrations, root } from "../../migrations/local_d1.mjs";
import { startServer } from "../../migrations/rest_server.mjs";
import { clientRunner, statements } from "./client_runner.mjs";
import { openFetchedD1, today } from "./fetched_d1.mjs";
import { startCalls } from "./tool_calls.mjs";

const built = (file) => import(join(root, "dist", file));
const texts = () => migrations.map((name) => ({ name, sql: readFileSync(join(root, "migrations", name), "utf8") }));

async function native(now) {
  const runner = new Native(now);
  await runner.migrate();
  return { runner, end: () => runner.end() };
}

const april = { Miniflare: MiniflareOfApril, compatibilityDate: "2026-04-20" };

const d1 = (runtime) => async (now) => {
  const { db, close } = await openFetchedD1(runtime);
  for (const file of migrations) await apply(db, file);
  return { runner: clientRunner(await built("node.js"), db, now), end: close };
};

async function sqliteWasm(now) {
  const { openSqlite } = await built("sqlite-wasm-node.js");
  const database = await openSqlite();
  await database.applyMigrations(texts());
  return { runner: clientRunner(await built("node.js"), database, now), end: () => database.close() };
}

const durableObject =
  ({ Miniflare, compatibilityDate }) =>
  async (now) => {
    const worker = await build({
      entryPoints: [join(root, "tests/bindings/suite/object_worker.mjs")],
      bundle: true,
      format: "esm",
      write: false,
      external: ["cloudflare:workers", "./squall.wasm"],
    });
    const miniflare = new Miniflare({
      modules: [
        { type: "ESModule", path: "worker.mjs", contents: worker.outputFiles[0].text },
        { type: "CompiledWasm", path: "squall.wasm", contents: readFileSync(join(root, "dist/squall.wasm")) },
      ],
      compatibilityDate,
      durableObjects: { OBJECTS: { className: "Keeper", useSQLite: true } },
    });
    const ask =
      (act) =>
      async (...of) => {
        const response = await miniflare.dispatchFetch("http://objects/", {
          method: "POST",
          body: JSON.stringify({ act, now, of }),
        });
        const text = await response.text();
        if (!response.ok) throw new Error(`the Durable Object failed: ${text}`);
        return JSON.parse(text).value;
      };
    await ask("applyMigrations")(texts());
    // JSON has no undefined.
    const call = (name, args) => ask("call")(...(args === undefined ? [name] : [name, args]));
    const runner = { call, dump: ask("dump"), execute: ask("execute"), changes: ask("changes") };
    return { runner, end: () => miniflare.dispose() };
  };

async function d1Rest(now) {
  const server = await startServer(await openFetchedD1());
  for (const file of migrations) await apply(server.db, file);
  const calls = startCalls(["--remote"], now, server.env);
  return {
    runner: { call: calls.call, ...statements(server.db) },
    end: async () => {
      await calls.end();
      await server.stop();
    },
  };
}

/** D1 first: the others are compared with it. */
export const bindings = {
  D1: d1(today),
  "native SQLite": native,
  "sqlite-wasm": sqliteWasm,
  "Durable Object": durableObject(today),
  "D1 over REST": d1Rest,
  "D1, April": d1(april),
  "D. Object, April": durableObject(april),
};
