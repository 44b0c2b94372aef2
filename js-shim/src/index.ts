// The entry for Workers: wrangler and workerd give an imported .wasm as a compiled module.
import { contract, domains } from "squall/client";
import module from "./squall.wasm";
import { makeOpen } from "./client.js";

export { SquallError } from "./error.js";
export const open = makeOpen(module, contract, domains);
