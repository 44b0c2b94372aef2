// Bytes, gzipped, of what a Worker takes along.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const gz = (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length;

export async function run() {
  const module = gz("squall.wasm");
  const js = gz("index.js");
  const functions = (readFileSync(join(dist, "index.d.ts"), "utf8").match(/\): Result<Mode, /g) ?? []).length;
  const started = process.hrtime.bigint();
  const compiled = new WebAssembly.Module(readFileSync(join(dist, "squall.wasm")));
  const compile = Number(process.hrtime.bigint() - started) / 1e6;
  console.log(
    `module ${module} bytes gz, JS ${js} bytes gz, together ${((module + js) / 1024).toFixed(1)} KB for ${functions} functions; imports ${WebAssembly.Module.imports(compiled).length}`,
  );
  return { module, js, functions, compile_ms: compile };
}
