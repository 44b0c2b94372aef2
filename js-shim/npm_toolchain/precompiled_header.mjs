// The library's headers, compiled once for a project: a file of it then takes a second instead of ten.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { header, small } from "./flags.mjs";
import { digest } from "./library.mjs";

const path = "/squall.pch";
/** Options of a compilation that uses it. */
export const usePrecompiled = ["-include-pch", path];

/** Passes it to the compiler; it is made where the folder has none of these headers and options. Returns a value for both. */
export async function precompileHeaders(folder, library, compiler, run, say) {
  const key = digest(library.key, JSON.stringify(small));
  const [file, keyFile] = [join(folder, "squall.pch"), join(folder, "squall.pch.key")];
  if (!existsSync(file) || !existsSync(keyFile) || readFileSync(keyFile, "utf8") !== key) {
    say("compiling the library's headers (once)");
    const made = "/out/squall.pch";
    const { outputs } = await run(["clang++", ...small, "-w", "-x", "c++-header", header, "-o", made], [made]);
    writeFileSync(file, outputs[0][1]);
    writeFileSync(keyFile, key);
  }
  compiler.add([[path, new Uint8Array(readFileSync(file))]]);
  return key;
}
