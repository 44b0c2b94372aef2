// The entry for bundlers that cannot import a .wasm as a module: the application obtains the module in its own way.
import { contract, domains } from "squall/client";
import { makeOpen } from "./client.js";

export { SquallError } from "./error.js";

/** Returns the open() of a module: dist/squall.wasm, compiled, or its bytes where the runtime compiles. */
export const openWith = (module: WebAssembly.Module | BufferSource) =>
  makeOpen(module instanceof WebAssembly.Module ? module : new WebAssembly.Module(module), contract, domains);
