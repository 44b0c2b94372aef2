// What a Worker takes along of a client.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** Bytes, gzipped, of a client's folder: of its module, and of the JavaScript of its entry for Workers, which is two files. */
export function clientSize(folder) {
  const read = (name) => readFileSync(join(folder, name));
  const module = gzipped(read("squall.wasm"));
  const js = gzipped(Buffer.concat([read("index.js"), read("module.js")]));
  return { module, js, together: module + js };
}
