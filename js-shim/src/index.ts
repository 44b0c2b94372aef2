// The entry for Workers: wrangler and workerd import a .wasm as a compiled module.
import { openWith } from "./module.js";
import module from "./squall.wasm";

export { SquallError } from "./module.js";
export const open = openWith(module);
