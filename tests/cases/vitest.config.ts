// The tables of cases on D1: npx vitest run --config tests/cases/vitest.config.ts
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
        bindings: { MIGRATIONS: await readD1Migrations(`${root}migrations`) },
      },
    })),
  ],
  test: { include: ["tests/cases/d1/*.test.ts"], testTimeout: 30_000, maxWorkers: 1 },
});
