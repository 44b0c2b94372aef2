// A Worker of the benchmarks in a workerd of its own, with a local D1.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { Miniflare } from "miniflare";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** The Worker as one text; the modules stay files of their own. */
export async function bundle(entry, { minify = false } = {}) {
  const { outputFiles } = await build({
    ...(entry.includes("\n")
      ? { stdin: { contents: entry, resolveDir: join(root, "bench") } }
      : { entryPoints: [join(root, "bench", entry)] }),
    bundle: true,
    write: false,
    minify,
    format: "esm",
    target: "es2022",
    external: ["node:*", "cloudflare:*"],
    conditions: ["workerd", "worker"],
    plugins: [
      next,
      {
        name: "wasm",
        setup: ({ onResolve }) =>
          onResolve({ filter: /\.wasm(\?module)?$/ }, ({ importer }) => ({
            path: `./${moduleOf(importer)}.wasm`,
            external: true,
          })),
      },
    ],
  });
  return outputFiles[0].text;
}

function moduleOf(importer) {
  if (importer.includes("/build/prisma/")) return "prisma";
  return importer.includes("/build/") ? "bench" : "squall";
}

/** A contender imported as "FILE?next", and the tables that it imports, use the release candidate of Drizzle 1.0. */
const next = {
  name: "next",
  setup(build) {
    const namespace = "next";
    build.onResolve({ filter: /\?next$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace("?next", "")),
      namespace,
    }));
    build.onLoad({ filter: /./, namespace }, ({ path }) => ({
      contents: readFileSync(path, "utf8"),
      resolveDir: dirname(path),
    }));
    build.onResolve({ filter: /^\.\/tables\.js$/, namespace }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
      namespace,
    }));
    build.onResolve({ filter: /^drizzle-orm/, namespace }, ({ path, resolveDir, kind }) =>
      build.resolve(path.replace("drizzle-orm", "drizzle-orm-next"), { resolveDir, kind }),
    );
  },
};

/** What Prisma compiles queries with. */
export const prismaModule = "build/prisma/generated/internal/query_compiler_fast_bg.wasm";

const wasm = (name, file) => ({ type: "CompiledWasm", path: name, contents: readFileSync(join(root, file)) });

export async function startWorker(entry) {
  const before = new Set(childrenOf(process.pid));
  const contents = await bundle(entry);
  const worker = new Miniflare({
    modulesRoot: "/",
    modules: [
      { type: "ESModule", path: "worker.js", contents },
      wasm("squall.wasm", "dist/squall.wasm"),
      wasm("bench.wasm", "build/bench/squall.wasm"),
      // workerd compiles every module that it is given: no other Worker shall wait for this one.
      ...(contents.includes("./prisma.wasm") ? [wasm("prisma.wasm", prismaModule)] : []),
    ],
    compatibilityDate: "2026-11-01",
    d1Databases: { DB: "bench" },
  });
  const url = await worker.ready;
  const pid = childrenOf(process.pid).find((child) => !before.has(child) && nameOf(child).includes("workerd"));
  const ask = async (body) => {
    const response = await worker.dispatchFetch("http://bench/", { method: "POST", body: JSON.stringify(body) });
    if (!response.ok) throw new Error(await response.text());
    return response.json();
  };
  return { ask, url, pid, stop: () => worker.dispose() };
}

/** The application's migrations, as wrangler cuts them. */
export async function migrations() {
  const { readD1Migrations } = await import("@cloudflare/vitest-plugin");
  return readD1Migrations(join(root, "migrations"));
}

function childrenOf(parent) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => statusOf(pid)?.match(/^PPid:\s+(\d+)$/m)?.[1] === String(parent));
}
function nameOf(pid) {
  return statusOf(pid)?.match(/^Name:\s+(.*)$/m)?.[1] ?? "";
}
function statusOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/status`, "utf8");
  } catch {
    return undefined; // it has ended
  }
}
