// Tests inside workerd, on a local D1 that the migrations have made.
import { defineWorkersConfig, readD1Migrations } from "@cloudflare/vitest-pool-workers/config";

export default defineWorkersConfig(async () => ({
  test: {
    include: ["tests/*.test.ts"],
    setupFiles: ["tests/setup.ts"],
    poolOptions: {
      workers: {
        wrangler: { configPath: "wrangler.toml" },
        miniflare: {
          compatibilityFlags: ["nodejs_compat"],
          bindings: { MIGRATIONS: await readD1Migrations("migrations") },
        },
      },
    },
  },
}));
