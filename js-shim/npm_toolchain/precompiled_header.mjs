// The library's headers, compiled once for a project: a file of it then takes a second instead of ten.
import { join } from "node:path";
import { header, small } from "./flags.mjs";
import { keptFiles } from "./kept.mjs";
import { digest } from "./library.mjs";

const path = "/squall.pch";
/** Options of a compilation that uses it. */
export const usePrecompiled = ["-include-pch", path];

/** Passes it to the compiler; it is made where the folder has none of these headers and options. Returns a value for both. */
export async function precompileHeaders(folder, library, compiler, run, say) {
  const key = digest(library.key, JSON.stringify(small));
  const [bytes] = await keptFiles([join(folder, "squall.pch")], key, async () => {
    say("compiling the library's headers (once)");
    const made = "/out/squall.pch";
    const { outputs } = await run(["clang++", ...small, "-w", "-x", "c++-header", header, "-o", made], [made]);
    return [outputs[0][1]];
  });
  compiler.add([[path, bytes]]);
  return key;
}
