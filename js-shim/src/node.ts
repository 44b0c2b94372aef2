// The entry for Node: the module is read from the file beside it. No await stands at the top, for CommonJS has none.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { contract, domains } from "squall/client";
import { makeOpen } from "./client.js";

export { SquallError } from "./error.js";

/** This file, or the bundle that it became a part of: a CommonJS one has a __filename instead. */
const here: string = import.meta.url ?? pathToFileURL(__filename).href;

/**
 * The module lies beside this file; a bundle that left it behind finds it in the package. The same module with names comes first,
 * where there is one: the stack of a trap then has the names of functions.
 */
function readModule(): Uint8Array<ArrayBuffer> {
  const beside = join(dirname(fileURLToPath(here)), "squall.wasm");
  for (const path of [
    () => beside.replace(/wasm$/, "names.wasm"),
    () => beside,
    () => createRequire(here).resolve("squall/squall.wasm"),
  ])
    try {
      return readFileSync(path());
    } catch (error) {
      if (!/^(ENOENT|MODULE_NOT_FOUND|ERR_)/.test((error as { code?: string }).code ?? "")) throw error;
    }
  throw new Error(
    `squall: the bundle needs the package's file dist/squall.wasm: copy it to ${beside}, or mark "squall" as external`,
  );
}
export const open = makeOpen(new WebAssembly.Module(readModule()), contract, domains);
