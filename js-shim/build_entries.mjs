// Fills dist/ with what is the same for every module: the entries squall/shadow, squall/errors, squall/coalesce, squall/trace and
// squall/backfill, and all types of the shim.
//   node js-shim/build_entries.mjs [OUT]
import { cpSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import "./build_types.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [out = join(here, "..", "dist")] = process.argv.slice(2);

await build({
  entryPoints: ["shadow.ts", "errors.ts", "coalesce.ts", "trace.ts", "backfill.ts"].map((name) =>
    join(here, "src", name),
  ),
  outdir: out,
  bundle: true,
  format: "esm",
  target: "es2022",
  platform: "neutral",
  external: ["cloudflare:*"],
  minify: true,
  sourcemap: "linked",
  logLevel: "warning",
});
cpSync(join(here, "types"), out, { recursive: true });
