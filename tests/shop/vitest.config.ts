// The shop (worker/examples/shop) inside workerd, on a local D1: npx vitest run --config tests/shop/vitest.config.ts
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
        d1Databases: { SHOP: { id: "shop" } },
        bindings: { SHOP_MIGRATIONS: await readD1Migrations(`${root}worker/examples/shop/migrations`) },
      },
    })),
  ],
  test: { include: ["tests/shop/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
