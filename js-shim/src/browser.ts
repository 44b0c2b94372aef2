// The entry for browsers: the module is fetched from beside it.
import { openWith } from "./module.js";

export { SquallError } from "./module.js";
export const open = openWith(await WebAssembly.compileStreaming(fetch(new URL("./squall.wasm", import.meta.url))));
