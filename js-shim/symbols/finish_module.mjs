// What a build does with a linked module: it checks the imports, and makes of it the module that is deployed and the same module with
// names.
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
