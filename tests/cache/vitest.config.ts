// The tests of squall/cache, in Node: the filled world of tests/worker over SQLite in memory.
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));
export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: "cloudflare:workers", replacement: `${root}tests/cache/environment.ts` },
      { find: /^.*\/dist\/index\.js$/, replacement: `${root}dist/node.js` },
    ],
  },
  test: { include: ["tests/cache/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 1 },
});
