// What the databases of a fleet are in a test: SQLite in this process, local D1 databases, or Durable Objects. FLEET_ENGINE chooses.
import { build } from "esbuild";
import { Miniflare } from "miniflare";
import { openSqlite, readMigrations } from "../../dist/sqlite-wasm-node.js";

const root = new URL("../..", import.meta.url).pathname;
const migrations = await readMigrations(`${root}migrations`);

async function sqlite(names) {
  const databases = {};
  for (const name of names) {
    databases[name] = await openSqlite();
    await databases[name].applyMigrations(migrations);
  }
  return { databases, close() {} };
}

/** The Worker in front of the databases; a request is a call of one. */
const script = `
  import { DurableObject } from "cloudflare:workers";
  import { answerCall, objectDatabase, objectShards, reportMigration } from "./dist/durable-object.js";
  export class Shard extends DurableObject {
    squall(call) {
      return answerCall(objectDatabase(this.ctx.storage), call);
    }
    async migrate(files, name) {
      const database = objectDatabase(this.ctx.storage);
      await database.applyMigrations(files);
      if (name !== "home") await reportMigration(objectShards(this.env.SHARDS, ["home"]).home, name, database);
    }
  }
  export default {
    async fetch(request, env) {
      const { name, mode, statements, files } = await request.json();
      try {
        if (mode === "migrate") return Response.json({ value: await env.SHARDS.get(env.SHARDS.idFromName(name)).migrate(files, name) });
        const db = env[name] ?? objectShards(env.SHARDS, [name])[name];
        const prepared = statements.map(({ sql, values }) => (values.length ? db.prepare(sql).bind(...values) : db.prepare(sql)));
        return Response.json({ value: mode === "rows" ? await prepared[0].raw() : await db.batch(prepared) });
      } catch (error) {
        return Response.json({ error: error.message });
      }
    },
  };`;
let bundled;

/** Starts workerd with the databases; `persist` is the folder where they are kept. */
export async function startWorkerd(kind, names, persist) {
  bundled ??= build({
    stdin: { contents: script, resolveDir: root, loader: "js" },
    bundle: true,
    format: "esm",
    write: false,
    external: ["cloudflare:workers"],
  });
  const miniflare = new Miniflare({
    modules: [{ type: "ESModule", path: "worker.mjs", contents: (await bundled).outputFiles[0].text }],
    compatibilityDate: "2026-11-01",
    durableObjects: { SHARDS: { className: "Shard", useSQLite: true } },
    ...(kind === "d1" ? { d1Databases: names } : {}),
    ...(persist ? { d1Persist: persist, durableObjectsPersist: persist } : {}),
    handleRuntimeStdio() {},
  });
  await miniflare.ready;
  const ask = async (body) => {
    const response = await miniflare.dispatchFetch("http://fleet/", { method: "POST", body: JSON.stringify(body) });
    const { value, error } = await response.json();
    if (error === undefined) return value;
    throw new Error(error, { cause: new Error(error.replace(/^D1_ERROR: /, "")) });
  };
  const statement = (name, sql, values) => ({
    sql,
    values,
    bind: (...all) => statement(name, sql, all),
    raw: () => ask({ name, mode: "rows", statements: [{ sql, values }] }),
    all: async () => (await ask({ name, mode: "results", statements: [{ sql, values }] }))[0],
  });
  const databases = {};
  for (const name of names)
    databases[name] = {
      prepare: (sql) => statement(name, sql, []),
      batch: (all) => ask({ name, mode: "results", statements: all.map(({ sql, values }) => ({ sql, values })) }),
    };
  const migrate = async () => {
    for (const name of names)
      if (kind === "objects") await ask({ name, mode: "migrate", files: migrations });
      else
        for (const { sql } of migrations)
          await databases[name].batch(statementsOf(sql).map((one) => databases[name].prepare(one)));
  };
  return { databases, migrate, close: () => miniflare.dispose() };
}
/** Our migrations have no semicolon at the end of a line but at a statement's end. */
const statementsOf = (sql) =>
  sql
    .split(/;\s*$/m)
    .map((one) => one.trim())
    .filter((one) => one.replace(/^--.*$/gm, "").trim() !== "");

const workerd = (kind) => async (names) => {
  const started = await startWorkerd(kind, names);
  await started.migrate();
  return started;
};
const engines = { sqlite, d1: workerd("d1"), objects: workerd("objects") };

/** { databases: { name: database }, close }. */
export function openEngine(names, engine = process.env.FLEET_ENGINE ?? "sqlite") {
  if (typeof engine === "function") return engine(names);
  if (engines[engine] === undefined) throw new Error(`FLEET_ENGINE is ${Object.keys(engines).join(", ")}`);
  return engines[engine](names);
}
