// The instances of the module that a test makes, with exports that it may replace.
import { afterEach, beforeEach, vi } from "vitest";

/** Of the file that calls it: every instance since the test began. */
export function watchedInstances(): { instances: Record<string, any>[]; replaced: Record<string, unknown> } {
  const watched = { instances: [] as Record<string, any>[], replaced: {} as Record<string, unknown> };
  beforeEach(() => {
    const real = WebAssembly.Instance;
    watched.instances.length = 0;
    watched.replaced = {};
    vi.spyOn(WebAssembly, "Instance").mockImplementation(function (
      module: WebAssembly.Module,
      imports?: WebAssembly.Imports,
    ) {
      const made = new real(module, imports);
      const exports = { ...made.exports, ...watched.replaced };
      if ("squall_call" in exports) watched.instances.push(exports); // SQLite has small ones
      return { exports } as unknown as WebAssembly.Instance;
    } as never);
  });
  afterEach(() => void vi.restoreAllMocks());
  return watched;
}
