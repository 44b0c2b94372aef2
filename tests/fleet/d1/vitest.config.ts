// A fleet of local D1 databases, inside workerd: npx vitest run --config tests/fleet/d1/vitest.config.ts
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../../..", import.meta.url));
export default defineConfig({
  root,
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: `${root}wrangler.toml` },
      miniflare: {
        compatibilityFlags: ["nodejs_compat"], // vitest's own wish
        d1Databases: ["HOME", "S1", "S2", "S3", "S4"],
        bindings: { MIGRATIONS: await readD1Migrations(`${root}migrations`) },
      },
    })),
  ],
  test: { include: ["tests/fleet/d1/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000, maxWorkers: 1 },
});
