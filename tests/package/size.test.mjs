// What a Worker takes along of the application: the module and its JS stay within 100 KB, gzipped.
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { clientSize } from "../../js-shim/client_size.mjs";

const dist = join(dirname(fileURLToPath(import.meta.url)), "../../dist");
const most = 100 * 1024;

test("the module and its JavaScript have at most 100 KB together, gzipped", () => {
  const { module, js, together } = clientSize(dist);
  assert.ok(module > 10_000 && js > 10_000, "these are not the files of the application");
  assert.ok(together <= most, `${module} + ${js} = ${together} bytes, more than ${most}`);
});
