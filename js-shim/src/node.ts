// The entry for Node: the module is read from the file beside it.
import { readFile } from "node:fs/promises";
import { domains } from "squall/client";
import { makeOpen } from "./client.js";

export { SquallError } from "./error.js";
export const open = makeOpen(
  await WebAssembly.compile(await readFile(new URL("./squall.wasm", import.meta.url))),
  domains,
);
