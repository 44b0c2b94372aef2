// Blobs and bigints from C++ over D1's REST interface: the native tests of them (tests/native/value_types), on a local D1.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "../migrations/local_d1.mjs";
import { startServer } from "../migrations/rest_server.mjs";

const program = join(root, process.env.SQUALL_BUILD ?? "build/native", "tests/native/squall_value_type_tests");
if (!existsSync(program)) throw new Error(`${program} is missing: build its target first`);

const tables = [
  "CREATE TABLE folders (id TEXT PRIMARY KEY NOT NULL, key BLOB NOT NULL UNIQUE)",
  `CREATE TABLE files (id INTEGER PRIMARY KEY, folder_id TEXT NOT NULL REFERENCES folders (id), data BLOB NOT NULL, hash BLOB,
     size INTEGER)`,
  `CREATE TABLE prices (country TEXT PRIMARY KEY NOT NULL, price INTEGER NOT NULL, reduced INTEGER,
     priority INTEGER NOT NULL DEFAULT 1)`,
];

test("blobs and bigints come back as they went", async () => {
  const server = await startServer();
  try {
    for (const table of tables) await server.db.prepare(table).run();
    const child = spawn(program, [], { env: { ...process.env, ...server.env } });
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (out += data));
    const code = await new Promise((done) => child.on("close", done));
    assert.equal(code, 0, out);
    assert.ok(server.requests.length > 30, "it has asked the server");
  } finally {
    await server.stop();
  }
});
