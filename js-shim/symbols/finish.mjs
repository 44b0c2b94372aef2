// The step of a build behind the linker: MODULE.wasm becomes the module that is deployed; MODULE.names.wasm has the names as well.
//   node js-shim/symbols/finish.mjs MODULE.wasm
import { readFileSync, writeFileSync } from "node:fs";
import { finishModule, namesFile } from "./finish_module.mjs";

const file = process.argv[2];
try {
  const [stripped, named] = finishModule(readFileSync(file));
  writeFileSync(namesFile(file), named);
  writeFileSync(file, stripped);
} catch (error) {
  console.error(`${file}: error: ${error.message}`);
  process.exit(1);
}
