// squall watch: builds a project again when its sources change, and runs its Worker, which wrangler reloads.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, watch, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { BuildFailed, emscriptenBuild } from "./emscripten.mjs";

const help = `squall watch: builds the project again when its sources change, and runs its Worker

Usage: squall watch [--no-server] [--toolchain npm] [-- ARGUMENTS OF wrangler dev]

The module is built for development (the preset wasm-debug: fast to link, with names and lines for stack traces; large and slow).
A build before a deployment: ./dev build.

  --no-server        only build
  --toolchain npm    with the compiler from npm (SQUALL_TOOLCHAIN=npm is the same)
  --module NAME, --file NAME, --generated FOLDER
                     target, file and client of squall_add_worker_module() (default: app, app, build/wasm-debug/generated/app)
  --watch FOLDER     a folder of sources; may be repeated (default: src, schema)
`;
const say = (text) => console.log(`squall: ${text}`);

/** Returns the exit code, when the server has ended. */
export async function watchCommand(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      "no-server": { type: "boolean" },
      toolchain: { type: "string", default: process.env.SQUALL_TOOLCHAIN ?? "emscripten" },
      module: { type: "string", default: "app" },
      file: { type: "string" },
      generated: { type: "string" },
      watch: { type: "string", multiple: true, default: ["src", "schema"] },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) {
    console.log(help);
    return 0;
  }
  const name = values.module;
  const builder =
    values.toolchain === "npm"
      ? (await import("./npm_toolchain.mjs")).npmBuild(resolve("."))
      : emscriptenBuild({
          name,
          file: values.file ?? name,
          generated: values.generated ?? join("build/wasm-debug/generated", name),
        });
  const loop = new Loop(builder);
  for (const folder of values.watch.filter((folder) => existsSync(folder)))
    watch(folder, { recursive: true }, (_, file) => file && loop.changed(join(folder, file)));
  if (existsSync("migrations"))
    watch("migrations", (_, file) => {
      if (file?.endsWith(".sql")) loop.migrationChanged(file);
    });
  await loop.first();
  if (!existsSync("dist/index.js")) await loop.built; // wrangler has nothing to run before
  if (values["no-server"]) return await new Promise(() => {});
  return await serve(positionals);
}

/** wrangler dev in this terminal; it reloads when a file of dist/ changes. */
function serve(args) {
  const child = spawn(process.execPath, ["node_modules/wrangler/bin/wrangler.js", "dev", ...args], {
    stdio: "inherit",
  });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  return new Promise((done, fail) => {
    child.on("error", fail);
    child.on("close", (code) => done(code ?? 0));
  });
}

/** One build at a time; changes during a build start another one. */
class Loop {
  #builder;
  #waiting = new Set();
  #timer;
  #busy = Promise.resolve();
  #succeeded;
  /** Resolves when a build has succeeded. */
  built = new Promise((done) => (this.#succeeded = done));
  constructor(builder) {
    this.#builder = builder;
  }
  first() {
    return (this.#busy = this.#build(["the project"], () => this.#builder.all()));
  }
  changed(file) {
    if (!/\.(hpp|h|hh|cpp|cc|cxx|inc)$/.test(file)) return;
    this.#waiting.add(file);
    clearTimeout(this.#timer);
    // An editor writes a file in several steps.
    this.#timer = setTimeout(() => {
      this.#busy = this.#busy.then(() => this.#next());
    }, 30);
  }
  #shown = new Set();
  migrationChanged(file) {
    if (this.#shown.has(file) || !existsSync(join("migrations", file))) return;
    this.#shown.add(file);
    say(`migrations/${file} is new or changed: npx squall migrate --local applies it`);
  }
  async #next() {
    const files = [...this.#waiting];
    if (files.length === 0) return;
    this.#waiting.clear();
    const onlyDefinitions = files.every((file) => /\.(cpp|cc|cxx)$/.test(file));
    if (!onlyDefinitions) return await this.#build(files, () => this.#builder.all());
    if (!(await this.#build(files, () => this.#builder.definitions()))) return;
    // The Worker answers already. A change that waits comes first.
    if (this.#waiting.size === 0) await this.#quietly(() => this.#builder.rest());
  }
  /** Whether it succeeded. */
  async #build(files, build) {
    const began = performance.now();
    try {
      await build();
      reload();
      this.#succeeded();
      say(`built after a change of ${files.join(", ")} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
      return true;
    } catch (error) {
      report(error);
      return false;
    }
  }
  async #quietly(build) {
    try {
      if (await build()) reload();
    } catch (error) {
      report(error);
    }
  }
}

function report(error) {
  for (const line of error instanceof BuildFailed ? error.lines : [error.stack ?? String(error)]) console.error(line);
  console.error("squall: the build failed; the Worker still runs the build before it");
}

/** wrangler watches the JavaScript of a bundle, not its module: the client's last line names the build. */
function reload() {
  const client = join("dist", "index.js");
  const text = readFileSync(client, "utf8").replace(/\n\/\/ build .*\n$/, "\n");
  writeFileSync(client, `${text}// build ${Date.now()}\n`);
}
