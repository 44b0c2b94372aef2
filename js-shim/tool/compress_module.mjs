// Compresses the module of the squall command for dist/, unless what is there is newer.
//   node js-shim/tool/compress_module.mjs MODULE.wasm OUT.wasm.br
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const [module, out] = process.argv.slice(2);
if (!existsSync(out) || statSync(out).mtimeMs < statSync(module).mtimeMs) {
  const bytes = readFileSync(module);
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  writeFileSync(out, brotliCompressSync(bytes, { params }));
}
