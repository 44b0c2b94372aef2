// The tests that run inside workerd, each on a local D1 of its own: npx vitest run --config tests/worker/vitest.config.ts
import { fileURLToPath } from "node:url";
import { defineWorkersConfig, readD1Migrations } from "@cloudflare/vitest-pool-workers/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineWorkersConfig(async () => ({
  root,
  test: {
    include: ["tests/worker/**/*.test.ts"],
    setupFiles: ["tests/worker/support/setup.ts"],
    testTimeout: 30_000,
    poolOptions: {
      workers: {
        singleWorker: true,
        isolatedStorage: false, // setup.ts puts the rows back
        wrangler: { configPath: `${root}wrangler.toml` },
        miniflare: {
          compatibilityFlags: ["nodejs_compat"], // vitest's own wish
          d1Databases: { MAIL: { id: "mail" } }, // of worker/examples/mail
          bindings: {
            MIGRATIONS: await readD1Migrations(`${root}migrations`),
            MAIL_MIGRATIONS: await readD1Migrations(`${root}worker/examples/mail/migrations`),
          },
        },
      },
    },
  },
}));
