// A project built with CMake and Emscripten for its developer: quickly, not small. The module is built with the preset wasm-debug, so
// one changed file is compiled and linked without optimisation across files; stack traces have names.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleClient } from "../bundle_client.mjs";
import { namedModule, splitModule } from "../symbols/module_bytes.mjs";
import { namesFile } from "../symbols/finish_module.mjs";
import { diagnosticsOf } from "./diagnostics.mjs";

/** A build that failed; `lines` are for the user. */
export class BuildFailed extends Error {
  constructor(lines) {
    super(lines[0] ?? "the build failed");
    this.lines = lines;
  }
}

function run(command, args) {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NINJA_STATUS: "[%f/%t] " },
    });
    const output = [];
    child.stdout.on("data", (data) => output.push(data));
    child.stderr.on("data", (data) => output.push(data));
    child.on("error", fail);
    child.on("close", (code) => {
      const text = Buffer.concat(output).toString();
      if (code === 0) done(text);
      else fail(new BuildFailed(diagnosticsOf(text)));
    });
  });
}

/**
 * name: the target; file: the module's name; generated: the client's folder. What needs the migrations (statements.json, squall/cache,
 * squall/testing) stays as the last ./dev build left it.
 */
export function emscriptenBuild({ name, file, generated, out = "dist" }) {
  const wasm = join("build/wasm-debug", `${file}.wasm`);
  const buildTargets = async (...targets) => {
    if (!existsSync("build/wasm-debug/build.ninja")) await run("cmake", ["--preset", "wasm-debug"]);
    await run("cmake", ["--build", "--preset", "wasm-debug", "--target", ...targets]);
  };
  const clientText = () => {
    const path = join(generated, "client.js");
    return existsSync(path) ? readFileSync(path, "utf8") : "";
  };
  /** The module with names, so that the runtime's own traces have them; lines of sources stay beside it. */
  const placeModule = () => {
    const { core, custom } = splitModule(readFileSync(namesFile(wasm)));
    writeFileSync(join(out, "squall.names.wasm"), readFileSync(namesFile(wasm)));
    writeFileSync(
      join(out, "squall.wasm"),
      namedModule(
        core,
        custom.filter(([section]) => section === "name"),
      ),
    );
  };
  const bundle = async () => {
    await bundleClient(generated, wasm, out);
    placeModule();
  };
  return {
    /** After a change of declarations: module, client and types. */
    async all() {
      await buildTargets(name, `${name}_client`);
      await bundle();
    },
    /** After a change of definitions alone: the module. The client is the same. */
    async definitions() {
      await buildTargets(name);
      placeModule();
    },
    /** What definitions() left out: the client, should it have changed after all. */
    async rest() {
      const before = clientText();
      await buildTargets(`${name}_client`);
      if (clientText() === before) return false;
      await bundle();
      return true;
    },
  };
}
