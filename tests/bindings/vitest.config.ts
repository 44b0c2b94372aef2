// The tests of the other bindings that run in Node: npx vitest run --config tests/bindings/vitest.config.ts
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: { include: ["tests/bindings/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, fileParallelism: false },
});
