// The client of a project, as a program writes it that was compiled with the project's declarations.
import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { linkProgram } from "./flags.mjs";
import { keptFiles } from "./kept.mjs";
import { digest } from "./library.mjs";
import { runProgram } from "./program.mjs";

/**
 * Fills out/generated. generator, functions: objects, of the program and of the functions, as { path, of }: its path in the compiler, and
 * one value for its bytes. sources: of the functions, by their path in the project's folder. Returns whether the declarations are right; the program has reported what is wrong.
 */
export async function writeClient({ run, out, folder, sources, generator, functions }) {
  // The functions that there are, so that one which no list names is reported.
  const list = ["nm", "-C", "--defined-only", ...functions.map(({ path }) => path)];
  await keptFiles(
    [join(out, "symbols.txt")],
    digest(JSON.stringify(list), ...functions.map(({ of }) => of)),
    async () => {
      const { stdout } = await run(list, []);
      return [stdout];
    },
  );
  const program = "/out/generate.wasm";
  const link = linkProgram([generator.path], program);
  const [bytes] = await keptFiles(
    [join(out, "generate.wasm")],
    digest(JSON.stringify(link), generator.of),
    async () => {
      const { outputs } = await run(link, [program]);
      return [outputs[0][1]];
    },
  );
  const args = ["generate", "/build/generated", "/build/symbols.txt"];
  const code = await runProgram(bytes, args, { "/build": out });
  // The comments of the functions are taken from these.
  const generated = join(out, "generated");
  const headers = sources
    .map((source) => join(folder, source.replace(/\.\w+$/, ".hpp")))
    .filter((path) => existsSync(path))
    .map((path) => `${relative(generated, path).replaceAll("\\", "/")}\n`);
  writeFileSync(join(generated, "headers.txt"), headers.join(""));
  return code === 0;
}
