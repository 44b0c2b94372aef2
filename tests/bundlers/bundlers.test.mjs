// The package in the bundlers and frameworks of its users: each project of projects/ is built, and what it built is run. Versions are
// those of this folder's lock file.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expected } from "./projects/answer.js";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../..");
const projects = join(here, "projects");
const environment = {
  ...process.env,
  CI: "true",
  NO_COLOR: "1",
  NEXT_TELEMETRY_DISABLED: "1",
  WRANGLER_SEND_METRICS: "false",
};
const built = ["dist", "build", ".next", ".svelte-kit", ".react-router", ".wrangler", "next-env.d.ts"];
const clean = () => {
  for (const project of readdirSync(projects))
    for (const name of built) rmSync(join(projects, project, name), { recursive: true, force: true });
};

before(() => {
  clean();
  // As npm installs it, not as a link: bundlers treat the two differently.
  const installed = join(here, "node_modules/squall");
  rmSync(installed, { recursive: true, force: true });
  mkdirSync(installed);
  cpSync(join(root, "package.json"), join(installed, "package.json"));
  const isPacked = (path) => !/\.map$|names\.wasm$/.test(path);
  cpSync(join(root, "dist"), join(installed, "dist"), { recursive: true, filter: isPacked });
});
after(clean);

/** Runs a file of a package, or of the project, in a project. Returns what it printed. */
async function run(project, file, ...args) {
  const packaged = join(here, "node_modules", file);
  const path = existsSync(packaged) ? packaged : join(projects, project, file);
  const options = { cwd: join(projects, project), env: environment };
  const { stdout } = await promisify(execFile)(process.execPath, [path, ...args], options).catch((error) =>
    assert.fail(`${project}: ${file} ${args.join(" ")}\n${error.stdout}\n${error.stderr}`),
  );
  return stdout.trim();
}

/** What workerd answers with the modules of a folder. */
async function askWorker(folder, main, options = {}) {
  const { Miniflare } = createRequire(join(root, "package.json"))("miniflare"); // this repository's own
  const files = readdirSync(folder, { recursive: true }).filter((name) => /\.(js|wasm)$/.test(name) && name !== main);
  const worker = new Miniflare({
    modules: [main, ...files].map((name) => ({
      type: name.endsWith(".wasm") ? "CompiledWasm" : "ESModule",
      path: join(folder, name),
      contents: readFileSync(join(folder, name)),
    })),
    modulesRoot: folder,
    compatibilityDate: "2026-07-01",
    ...options,
  });
  try {
    return await (await worker.dispatchFetch("http://localhost/answer")).text();
  } finally {
    await worker.dispose();
  }
}

test("esbuild, for Node", async () => {
  await run("esbuild", "build.js");
  assert.equal(await run("esbuild", "dist/external.js"), expected);
  assert.equal(await run("esbuild", "dist/bundled.js"), expected);
});
test("Rollup, for Node", async () => {
  await run("rollup", "rollup/dist/bin/rollup", "--config", "--silent");
  assert.equal(await run("rollup", "dist/external.js"), expected);
});
test("Vite, for a server", async () => {
  await run("vite_ssr", "vite/bin/vite.js", "build", "--logLevel", "warn");
  assert.equal(await run("vite_ssr", "dist/external.js"), expected);
});
test("webpack 5, for Node", async () => {
  const { default: webpack } = await import("webpack");
  const { default: config } = await import("./projects/webpack/webpack.config.js");
  const configs = config.map((one) => ({ ...one, context: join(projects, "webpack") }));
  const stats = await promisify(webpack)(configs);
  assert.equal(stats.toString({ all: false, errors: true, warnings: true }).trim(), "");
  assert.equal(await run("webpack", "dist/external.js"), expected);
  assert.equal(await run("webpack", "dist/bundled.js"), expected);
});
test("Next, a route handler", async () => {
  await run("next", "next/dist/bin/next", "build");
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: join(projects, "next") });
  await app.prepare();
  const server = createServer(app.getRequestHandler());
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  try {
    const { port } = server.address();
    assert.equal(await (await fetch(`http://127.0.0.1:${port}/answer`)).text(), expected);
  } finally {
    server.closeAllConnections();
    server.close();
    await app.close();
  }
});
test("SvelteKit with its adapter for Cloudflare, in workerd", async () => {
  await run("sveltekit", "vite/bin/vite.js", "build", "--logLevel", "warn");
  await run("sveltekit", "wrangler/bin/wrangler.js", "deploy", "--dry-run", "--outdir", "dist");
  const assets = {
    assets: {
      directory: join(projects, "sveltekit/.svelte-kit/cloudflare"),
      binding: "ASSETS",
      routerConfig: { has_user_worker: true },
    },
  };
  const worker = { ...assets, compatibilityFlags: ["nodejs_als"] };
  assert.equal(await askWorker(join(projects, "sveltekit/dist"), "_worker.js", worker), expected);
});
test("React Router with Cloudflare's plugin for Vite, in workerd", async () => {
  await run("react_router", "@react-router/dev/bin.cjs", "build", "--logLevel", "warn");
  assert.equal(await askWorker(join(projects, "react_router/build/server"), "index.js"), expected);
});
