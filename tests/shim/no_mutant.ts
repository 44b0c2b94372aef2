// StrykerJS turns its mutant on when a file's tests begin. It must be off again while the next file is loaded, for the files
// share their modules.
import { afterAll } from "vitest";

afterAll(() => {
  const stryker = (globalThis as { __stryker__?: { activeMutant: unknown } }).__stryker__;
  if (stryker !== undefined) stryker.activeMutant = undefined;
});
