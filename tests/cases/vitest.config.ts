// The tables of cases on D1: npx vitest run --config tests/cases/vitest.config.ts
// SQUALL_DIST names another folder in place of dist/: the same functions, built in another way.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../..", import.meta.url));
const dist = resolve(root, process.env.SQUALL_DIST ?? "dist");

export default defineConfig({
  root,
  resolve: { alias: [{ find: /^(\.\.\/)+dist\/index\.js$/, replacement: `${dist}/index.js` }] },
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
