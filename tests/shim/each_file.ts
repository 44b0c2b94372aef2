// What each test file leaves behind is put away: the files share their modules.
import { afterAll } from "vitest";
import { closeCopies } from "./databases.js";

afterAll(async () => {
  await closeCopies();
  // StrykerJS turns its mutant on when a file's tests begin. The next file is loaded without one.
  const stryker = (globalThis as { __stryker__?: { activeMutant: unknown } }).__stryker__;
  if (stryker !== undefined) stryker.activeMutant = undefined;
});
