// The entry for browsers: the module is fetched from beside it.
import { contract, domains } from "squall/client";
import { makeOpen } from "./client.js";

export { SquallError } from "./error.js";
export const open = makeOpen(
  await WebAssembly.compileStreaming(fetch(new URL("./squall.wasm", import.meta.url))),
  contract,
  domains,
);
