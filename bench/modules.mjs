// What a built module is: its bytes, its functions, and how long an instance takes.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { clientSize } from "../js-shim/client_size.mjs";
import { summary } from "./statistics.mjs";
import { root } from "./workerd.mjs";

const read = (folder, file) => readFileSync(join(root, folder, file));
export const gz = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Of a folder that js-shim/build.mjs has filled: bytes gzipped, functions and domains. */
export function factsOf(folder) {
  const types = read(folder, "index.d.ts").toString();
  const count = (pattern) => (types.match(pattern) ?? []).length;
  return {
    ...clientSize(join(root, folder)),
    functions: count(/\): Result<Mode, /g),
    domains: count(/^export interface \w+Functions<Mode/gm),
  };
}

/** Milliseconds until the module is compiled, and until an instance of it is ready, in Node's V8. */
export function startOf(folder) {
  const bytes = read(folder, "squall.wasm");
  const compile = [];
  const start = [];
  for (let i = 0; i < 40; i++) {
    let began = performance.now();
    const module = new WebAssembly.Module(bytes);
    compile.push(performance.now() - began);
    const imports = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) (imports[from] ??= {})[name] = () => 0;
    began = performance.now();
    new WebAssembly.Instance(module, imports).exports._initialize?.();
    start.push(performance.now() - began);
  }
  return { compile_ms: summary(compile), instance_ms: summary(start) };
}
