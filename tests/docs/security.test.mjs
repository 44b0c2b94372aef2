// SECURITY.md names a test for each promise, and each of these tests is there.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const text = readFileSync(join(root, "SECURITY.md"), "utf8");
const promised = text.slice(text.indexOf("## Promised"), text.indexOf("## Not promised"));
const rows = promised.split("\n").filter((line) => line.startsWith("| **"));

test("each promise has its class and a test, and the test is a file", () => {
  assert.ok(rows.length > 20);
  for (const row of rows) {
    const [promise, kind, tests] = row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    assert.ok(kind.length > 5, promise);
    const paths = [...tests.matchAll(/`(tests\/[^`]+)`/g)].map(([, path]) => path);
    assert.ok(paths.length > 0, `${promise} has no test`);
    for (const path of paths) assert.ok(existsSync(join(root, path)), `${path} is missing`);
  }
});
