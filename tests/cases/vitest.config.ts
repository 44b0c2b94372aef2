// The tables of cases on D1: npx vitest run --config tests/cases/vitest.config.ts
import { fileURLToPath } from "node:url";
import { defineWorkersConfig, readD1Migrations } from "@cloudflare/vitest-pool-workers/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineWorkersConfig(async () => ({
  root,
  test: {
    include: ["tests/cases/d1/*.test.ts"],
    testTimeout: 30_000,
    poolOptions: {
      workers: {
        singleWorker: true,
        isolatedStorage: false, // each test puts the rows back
        wrangler: { configPath: `${root}wrangler.toml` },
        miniflare: {
          compatibilityFlags: ["nodejs_compat"], // vitest's own wish
          bindings: { MIGRATIONS: await readD1Migrations(`${root}migrations`) },
        },
      },
    },
  },
}));
