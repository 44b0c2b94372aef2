// Bytes that the shop's Worker takes along, gzipped, beside a Worker with the same tables in Drizzle: node bench/shop/shop_size.mjs
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const gz = (bytes) => gzipSync(bytes, { level: 9 }).length;

async function bundled(entry) {
  const { outputFiles } = await build({
    entryPoints: [root + entry],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "neutral",
    mainFields: ["module", "main"],
    conditions: ["workerd", "import"],
    external: ["*.wasm", "cloudflare:*", "node:*"],
    logLevel: "error",
  });
  return gz(outputFiles[0].contents);
}

const js = await bundled("worker/examples/shop/index.ts");
const wasm = gz(readFileSync(root + "build/shop/squall.wasm"));
console.log(`squall   30 functions: ${js + wasm} bytes gz (module ${wasm}, JavaScript ${js})`);
console.log(`Drizzle  21 queries:   ${await bundled("bench/shop/shop_in_drizzle.js")} bytes gz, without checks of arguments`);
