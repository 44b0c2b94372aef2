// Tests inside workerd, on a local D1 that the migrations have made.
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [
    cloudflareTest(async () => ({
      wrangler: { configPath: "wrangler.toml" },
      miniflare: {
        compatibilityFlags: ["nodejs_compat"],
        bindings: { MIGRATIONS: await readD1Migrations("migrations") },
      },
    })),
  ],
  test: { include: ["tests/*.test.ts"], setupFiles: ["tests/setup.ts"] },
});
