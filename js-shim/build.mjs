// Puts dist/ together: the entries from the shim and the generated client, their types, and the module.
//   node js-shim/build.mjs GENERATED_FOLDER MODULE.wasm [OUT]
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleClient } from "./bundle_client.mjs";
import { writeParts } from "./parts/write.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [generated, wasm, out = join(here, "..", "dist")] = process.argv.slice(2);
if (!generated || !wasm) {
  console.error("usage: node js-shim/build.mjs GENERATED_FOLDER MODULE.wasm [OUT]");
  process.exit(2);
}
await bundleClient(generated, wasm, out);
writeParts(generated, wasm, out);
