// The tests that run inside workerd, each on a local D1 of its own: npx vitest run --config tests/worker/vitest.config.ts
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));

export default defineConfig({
  root,
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: `${root}wrangler.toml` },
      miniflare: {
        compatibilityFlags: ["nodejs_compat"], // vitest's own wish
        d1Databases: { MAIL: { id: "mail" }, VALUES: { id: "values" } }, // of worker/examples/mail and value_types.test.ts
        bindings: {
          MIGRATIONS: await readD1Migrations(`${root}migrations`),
          MAIL_MIGRATIONS: await readD1Migrations(`${root}worker/examples/mail/migrations`),
        },
      },
    })),
  ],
  test: {
    include: ["tests/worker/**/*.test.ts"],
    setupFiles: ["tests/worker/support/setup.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1, // setup.ts puts the rows back
  },
});
