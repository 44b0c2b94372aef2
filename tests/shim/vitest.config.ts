// The shim's sources over SQLite in this process, without a Worker: npx vitest run --config tests/shim/vitest.config.ts
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));
export default defineConfig({
  root,
  resolve: { alias: { "squall/result": `${root}js-shim/src/result.ts` } },
  test: {
    include: ["tests/shim/*.test.ts"],
    globalSetup: ["tests/shim/databases.ts"],
    setupFiles: ["tests/shim/each_file.ts"],
    // A mutant may leave a promise that never settles.
    testTimeout: process.env.STRYKER_MUTATOR_WORKER === undefined ? 120_000 : 5_000,
    hookTimeout: 120_000,
    pool: "threads",
    // The sources and SQLite are loaded once for all files: StrykerJS runs the tests for each of its mutants.
    isolate: false,
    maxWorkers: 1,
  },
});
