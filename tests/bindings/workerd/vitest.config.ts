// A Durable Object's own SQLite, inside workerd: npx vitest run --config tests/bindings/workerd/vitest.config.ts
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../../..", import.meta.url));

export default defineConfig({
  root,
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: `${root}tests/bindings/workerd/wrangler.toml` },
      miniflare: {
        compatibilityFlags: ["nodejs_compat"], // vitest's own wish
        bindings: { MIGRATIONS: await readD1Migrations(`${root}migrations`) },
      },
    })),
  ],
  test: { include: ["tests/bindings/workerd/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 1 },
});
