// A Durable Object's own SQLite, inside workerd: npx vitest run --config tests/bindings/workerd/vitest.config.ts
import { fileURLToPath } from "node:url";
import { defineWorkersConfig, readD1Migrations } from "@cloudflare/vitest-pool-workers/config";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export default defineWorkersConfig(async () => ({
  root,
  test: {
    include: ["tests/bindings/workerd/*.test.ts"],
    testTimeout: 30_000,
    poolOptions: {
      workers: {
        singleWorker: true,
        isolatedStorage: false,
        wrangler: { configPath: `${root}tests/bindings/workerd/wrangler.toml` },
        miniflare: {
          compatibilityFlags: ["nodejs_compat"], // vitest's own wish
          bindings: { MIGRATIONS: await readD1Migrations(`${root}migrations`) },
        },
      },
    },
  },
}));
