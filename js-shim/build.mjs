// Puts dist/ together: the entries from the shim and the generated client, their types, and the module.
//   node js-shim/build.mjs GENERATED_FOLDER MODULE.wasm [OUT] [MIGRATIONS]
// With a folder of migrations also statements.json and the entry squall/cache: which function reads and writes which tables.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleClient } from "./bundle_client.mjs";
import { writeParts } from "./parts/write.mjs";
import { writeStatements } from "./statements/write.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const [generated, wasm, out = join(here, "..", "dist"), migrations] = process.argv.slice(2);
if (!generated || !wasm) {
  console.error("usage: node js-shim/build.mjs GENERATED_FOLDER MODULE.wasm [OUT] [MIGRATIONS]");
  process.exit(2);
}
await bundleClient(generated, wasm, out);
writeParts(generated, wasm, out);
if (migrations !== undefined) await writeStatements(out, migrations);
