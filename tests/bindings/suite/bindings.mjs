// The five bindings as players of the cases (play_cases.mjs), and those of Cloudflare on an older workerd as well: code that is
// deployed today has to work on the runtime of a project that has not been updated. Each applies the migrations to an empty
// database. SQUALL_DIST names another folder in place of dist/: the same functions, built in another way.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { Miniflare as MiniflareOfApril } from "miniflare-april";
import { Native } from "../../cases/native.mjs";
import { apply, migrations, root, statementsOf } from "../../migrations/local_d1.mjs";
import { startServer } from "../../migrations/rest_server.mjs";
import { clientRunner, statements } from "./client_runner.mjs";
import { openFetchedD1 } from "./fetched_d1.mjs";
import { player } from "./play_cases.mjs";
import { startCalls } from "./tool_calls.mjs";

const dist = resolve(root, process.env.SQUALL_DIST ?? "dist");
const built = (file) => import(join(dist, file));
const texts = () =>
  migrations.map((name) => ({
    name,
    sql: readFileSync(join(root, "migrations", name), "utf8"),
    statements: statementsOf(name),
  }));

async function native(cases) {
  const runner = new Native(cases.now);
  await runner.migrate();
  return { play: player(runner, cases), end: () => runner.end() };
}

async function sqliteWasm(cases) {
  const { openSqlite } = await built("sqlite-wasm-node.js");
  const database = await openSqlite();
  await database.applyMigrations(texts());
  const runner = clientRunner(await built("node.js"), database, cases.now);
  return { play: player(runner, cases), end: () => database.close() };
}

async function d1Rest(cases) {
  const server = await startServer(await openFetchedD1());
  for (const file of migrations) await apply(server.db, file);
  const calls = startCalls(["--remote"], cases.now, server.env);
  return {
    play: player({ call: calls.call, ...statements(server.db) }, cases),
    end: async () => {
      await calls.end();
      await server.stop();
    },
  };
}

let script;
/** The Worker that plays the cases, bundled once for every runtime. */
async function workerScript() {
  const { outputFiles } = await build({
    entryPoints: [join(root, "tests/bindings/suite/case_worker.mjs")],
    bundle: true,
    format: "esm",
    write: false,
    alias: { "#client": join(dist, "index.js"), "#durable-object": join(root, "dist/durable-object.js") },
    external: ["cloudflare:workers", "./squall.wasm"],
  });
  return outputFiles[0].text;
}

const today = { Runtime: Miniflare, compatibilityDate: "2026-11-01" };
const april = { Runtime: MiniflareOfApril, compatibilityDate: "2026-04-20" };

const inWorker =
  (where, { Runtime, compatibilityDate }) =>
  async () => {
    script ??= await workerScript();
    const miniflare = new Runtime({
      modules: [
        { type: "ESModule", path: "worker.mjs", contents: script },
        { type: "CompiledWasm", path: "squall.wasm", contents: readFileSync(join(dist, "squall.wasm")) },
      ],
      compatibilityDate,
      d1Databases: ["DB"],
      durableObjects: { OBJECTS: { className: "Keeper", useSQLite: true } },
    });
    const ask = async (question) => {
      const response = await miniflare.dispatchFetch(`http://cases/${where}`, {
        method: "POST",
        body: JSON.stringify(question),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`the Worker failed: ${text}`);
      return JSON.parse(text);
    };
    await ask({ migrations: texts() });
    return { play: (domain) => ask({ domain }), end: () => miniflare.dispose() };
  };

/** D1 first: the others are compared with it. */
export const bindings = {
  D1: inWorker("d1", today),
  "native SQLite": native,
  "sqlite-wasm": sqliteWasm,
  "Durable Object": inWorker("object", today),
  "D1 over REST": d1Rest,
  "D1, April": inWorker("d1", april),
  "D. Object, April": inWorker("object", april),
};
