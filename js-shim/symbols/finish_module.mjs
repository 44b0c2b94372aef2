// What a build does with a linked module: it checks the imports, and writes the module that is deployed and, beside it, the same
// module with names.
//   node js-shim/symbols/finish_module.mjs LINKED.wasm [OUT.wasm]      OUT.wasm (LINKED.wasm) and OUT.names.wasm
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { namedModule, splitModule, strippedModule } from "./module_bytes.mjs";

export const namesFile = (module) => module.replace(/(\.wasm)?$/, ".names.wasm");

const advice = {
  clock_time_get: "take the time from the plan: now()",
  random_get: "take ids from the plan, new_id(), or pass the random value as an argument",
};

/** Imports that nothing supplies: a module runs where there is no operating system. */
export function checkImports(bytes) {
  const foreign = WebAssembly.Module.imports(new WebAssembly.Module(bytes)).filter(({ module }) => module !== "squall");
  if (foreign.length === 0) return;
  const lines = foreign.map(
    ({ module, name }) => `  ${module}.${name}${Object.hasOwn(advice, name) ? `: ${advice[name]}` : ""}`,
  );
  throw new Error(
    `the module needs functions of an operating system, which a Worker does not have:\n${lines.join("\n")}\n` +
      "Functions of a module can compute and record plans. Remove what reads files, the environment or a clock, or prints.",
  );
}

/** Returns [the module that is deployed, the module with names]. */
export function finishModule(linked) {
  const { core, custom } = splitModule(linked);
  checkImports(core);
  return [strippedModule(core), namedModule(core, custom)];
}

export function finishFile(linked, out = linked) {
  const [stripped, named] = finishModule(readFileSync(linked));
  writeFileSync(namesFile(out), named);
  writeFileSync(out, stripped);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const [linked, out] = process.argv.slice(2);
  try {
    finishFile(linked, out);
  } catch (error) {
    console.error(`${linked}: error: ${error.message}`);
    process.exit(1);
  }
}
