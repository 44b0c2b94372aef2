// A local Worker with dist/ in it, for tests that need its process: its memory, or its end.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { readD1Migrations } from "@cloudflare/vitest-plugin";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

const here = dirname(fileURLToPath(import.meta.url));
export const root = join(here, "..", "..");

/** The text of a Worker's file with all that it imports; made once, however often it is started. */
const bundled = new Map();
async function bundle(file) {
  const { outputFiles } = await build({
    entryPoints: [join(here, file)],
    bundle: true,
    format: "esm",
    write: false,
    external: ["./squall.wasm"],
    loader: { ".json": "json" },
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

/** Starts the Worker of this file; `persist` is the folder of its D1. */
export async function start(file, { persist } = {}) {
  if (!bundled.has(file)) bundled.set(file, bundle(file));
  const known = new Set(children());
  const host = new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "worker.js", contents: await bundled.get(file) },
      { type: "CompiledWasm", path: "squall.wasm", contents: readFileSync(join(root, "dist", "squall.wasm")) },
    ],
    compatibilityDate: "2026-11-01",
    d1Databases: ["DB"],
    ...(persist ? { d1Persist: persist } : {}),
    handleRuntimeStdio() {}, // a killed process says much
  });
  await host.ready;
  return {
    /** The processes that are the Worker's. */
    processes: children().filter((pid) => !known.has(pid) && nameOf(pid) === "workerd"),
    database: () => host.getD1Database("DB"),
    async ask(path) {
      const response = await host.dispatchFetch(`http://worker/${path}`);
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return await response.json();
    },
    stop: () => host.dispose(),
  };
}

export async function migrate(database) {
  for (const { queries } of await readD1Migrations(join(root, "migrations")))
    await database.batch(queries.map((query) => database.prepare(query)));
}

const nameOf = (pid) => readFileSync(`/proc/${pid}/comm`, "utf8").trim();
/** The processes that this one has started. */
function children() {
  return readFileSync(`/proc/self/task/${process.pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
}
/** The memory that a process has in use, in bytes. */
export const residentBytes = (pid) =>
  1024 * Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);

/** A number from the command line: --name 5. */
export function option(name, usual) {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return usual;
  const value = Number(process.argv[at + 1]);
  if (!(value > 0)) throw new Error(`--${name} needs a number above 0`);
  return value;
}
