// What a Worker takes along of the application: the module and its JS stay within 100 KB, gzipped.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../../dist");
const most = 100 * 1024;

test("squall.wasm and index.js have at most 100 KB together, gzipped", () => {
  const sizes = ["squall.wasm", "index.js"].map(
    (file) => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length,
  );
  const together = sizes[0] + sizes[1];
  assert.ok(together > 10_000, "these are not the files of the application");
  assert.ok(together <= most, `${sizes[0]} + ${sizes[1]} = ${together} bytes, more than ${most}`);
});
