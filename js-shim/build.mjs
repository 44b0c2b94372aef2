// Puts dist/ together: index.js from the shim and the generated client, its types, and the module.
//   node js-shim/build.mjs GENERATED_FOLDER MODULE.wasm [OUT]
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [generated, wasm, out = join(here, "..", "dist")] = process.argv.slice(2);
if (!generated || !wasm) {
  console.error("usage: node js-shim/build.mjs GENERATED_FOLDER MODULE.wasm [OUT]");
  process.exit(2);
}

mkdirSync(out, { recursive: true });
await build({
  entryPoints: [join(here, "src", "index.ts")],
  outfile: join(out, "index.js"),
  bundle: true,
  format: "esm",
  target: "es2022",
  platform: "neutral",
  minify: true,
  external: ["./squall.wasm"],
  alias: { "squall/client": resolve(generated, "client.js"), "squall/result": join(here, "src", "result.ts") },
  logLevel: "warning",
});
writeFileSync(join(out, "index.d.ts"), readFileSync(join(here, "src", "library.d.ts"), "utf8") + "\n" + readFileSync(join(generated, "client.d.ts"), "utf8"));
copyFileSync(wasm, join(out, "squall.wasm"));
