// The client of a project, as a program writes it that was compiled with the project's declarations.
import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { linkProgram } from "./flags.mjs";
import { runProgram } from "./program.mjs";

/**
 * Fills out/generated. generator, functions: objects, of the program and of the functions. sources: of the functions, by their path in
 * the project's folder. Returns whether the declarations are right; the program has reported what is wrong.
 */
export async function writeClient({ run, out, folder, sources, generator, functions }) {
  // The functions that there are, so that one which no list names is reported.
  const { stdout } = await run(["nm", "-C", "--defined-only", ...functions], []);
  writeFileSync(join(out, "symbols.txt"), stdout);
  const program = "/out/generate.wasm";
  const { outputs } = await run(linkProgram([generator], program), [program]);
  const args = ["generate", "/build/generated", "/build/symbols.txt"];
  const code = await runProgram(outputs[0][1], args, { "/build": out });
  // The comments of the functions are taken from these.
  const generated = join(out, "generated");
  const headers = sources
    .map((source) => join(folder, source.replace(/\.\w+$/, ".hpp")))
    .filter((path) => existsSync(path))
    .map((path) => `${relative(generated, path).replaceAll("\\", "/")}\n`);
  writeFileSync(join(generated, "headers.txt"), headers.join(""));
  return code === 0;
}
