// Repository functions from C++ over D1's REST interface, as it is documented, on this machine.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { apply, migrations, root, rows } from "../migrations/local_d1.mjs";
import { startServer, token } from "../migrations/rest_server.mjs";

const program = join(root, process.env.SQUALL_BUILD ?? "build/native", "tests/native/squall_rest_calls");
if (!existsSync(program)) throw new Error(`${program} is missing: build its target first`);

let server;
before(async () => {
  server = await startServer();
  for (const file of migrations) await apply(server.db, file);
});
after(() => server.stop());
beforeEach(async () => {
  assert.deepEqual(server.faults, [], "the test before has met all of its faults");
  server.requests.length = 0;
  await server.db.prepare("DELETE FROM users").run();
});

/** The lines that the calls gave. */
function lines(names, env = {}) {
  return new Promise((done) => {
    const child = spawn(program, names, {
      env: { ...process.env, ...server.env, CLOUDFLARE_API_TOKEN: token, ...env },
    });
    let out = "";
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (out += data));
    child.on("close", () => {
      assert.ok(!out.includes(token), "the token is shown nowhere");
      done(out.trimEnd().split("\n"));
    });
  });
}
const fault = (status, code, message, retryAfter) => ({ status, code, message, retryAfter });
const tooMany = fault(429, 10429, "Too many requests", "2");
const emails = async () => (await rows(server.db, "SELECT email FROM users ORDER BY email")).map((row) => row.email);

test("a function is one request; what it wrote is read back", async () => {
  assert.deepEqual(await lines(["find", "create", "find"]), [
    "nobody",
    "user_00000000-0000-4000-8000-000000000001 ann@example.com",
    "ann@example.com",
  ]);
  assert.equal(server.requests.length, 3);
  const { sql, params } = JSON.parse(server.requests[0].body);
  assert.ok(!sql.includes("ann@example.com"), "values are bound");
  assert.deepEqual(params, ["ann@example.com"]);
});

test("any text comes back as it went", async () => {
  assert.deepEqual(await lines(["text"]), ["the same"]);
});

test("pages go on at their cursor", async () => {
  for (const n of [1, 2, 3])
    await server.db
      .prepare("INSERT INTO users (id, email, created_at) VALUES (?1, ?1, ?2)")
      .bind(`u${n}`, `2026-01-0${n}`)
      .run();
  assert.deepEqual(
    await lines(["list"]),
    ["u1 u2 and more", "u3 "].map((line) => line.trimEnd()),
  );
});

test("a batch is one request, all or nothing, and its guards name their batch index", async () => {
  assert.deepEqual(await lines(["batch"]), [
    "b1@example.com found",
    "conflict: a row with the same key is there already | users.email",
    "not_found: job | batch index 1",
  ]);
  assert.equal(server.requests.length, 3);
  assert.deepEqual(await emails(), ["b1@example.com"]);
});

test("a constraint is an error of its kind, and is not tried again", async () => {
  assert.deepEqual(
    (await lines(["create", "create"]))[1],
    "conflict: a row with the same key is there already | users.email",
  );
  assert.equal(server.requests.length, 2);
});

test("429 is waited out, for reads and writes; too often, and it is unavailable with nothing done", async () => {
  server.faults.push(tooMany, tooMany, undefined, tooMany);
  assert.deepEqual(await lines(["find", "create"]), [
    "nobody",
    "user_00000000-0000-4000-8000-000000000001 ann@example.com",
  ]);
  assert.equal(server.requests.length, 5);
  server.faults.push(...Array(6).fill(tooMany));
  assert.deepEqual(await lines(["create"]), [
    "unavailable: D1's API answered 429 Too Many Requests; nothing was done | retryable",
  ]);
});

test("a wait that the server asks for is kept", async () => {
  server.faults.push(fault(429, 10429, "Too many requests", "40")); // seconds, of 5 ms each here
  const started = performance.now();
  assert.deepEqual(await lines(["find"]), ["nobody"]);
  assert.ok(performance.now() - started >= 200);
});

test("a broken connection, a fault of the server and silence are tried again for a read", async () => {
  server.faults.push(
    "close",
    fault(500, 7500, "internal error"),
    { status: 502, text: "<html>bad gateway</html>" },
    "silence",
  );
  assert.deepEqual(await lines(["find"], { TIMEOUT_MS: "500" }), ["nobody"]);
  assert.equal(server.requests.length, 5);
});

test("for a write they are not: it may have been done", async () => {
  const unknown = "unavailable: D1's API did not answer; the writes may have been done | retryable";
  for (const [met, line] of [
    ["close", unknown],
    ["silence", unknown],
    [fault(500, 7500, "internal error"), "unavailable: D1's API failed | retryable"],
    [{ status: 502, text: "<html>bad gateway</html>" }, "unavailable: D1's API failed | retryable"],
    [
      fault(500, 7500, "D1 DB reset because its code was updated."),
      "unavailable: the database could not be reached or was reset | retryable",
    ],
  ]) {
    server.requests.length = 0;
    server.faults.push(undefined, met); // the read before it leaves a connection that could be used again
    assert.deepEqual(await lines(["find", "create"], { TIMEOUT_MS: "500" }), ["nobody", line]);
    assert.equal(server.requests.length, 2);
  }
  assert.deepEqual(await emails(), []);
});

test("what is no answer of D1 is an error, never a result", async () => {
  for (const text of [
    "",
    "{",
    "[]",
    '{"success":true,"errors":[],"result":[]}',
    '{"success":true,"result":[{"results":{"columns":["id"],"rows":[1]}}]}',
  ]) {
    server.faults.push({ status: 200, text });
    assert.match((await lines(["find"]))[0], /^internal: /, text);
  }
});

test("a token that is wrong or missing, and an address that would show it, are refused", async () => {
  assert.deepEqual(await lines(["find"], { CLOUDFLARE_API_TOKEN: "another" }), [
    "unavailable: D1's API refused the token of CLOUDFLARE_API_TOKEN",
  ]);
  assert.deepEqual(await lines(["find"], { CLOUDFLARE_API_TOKEN: "" }), [
    "invalid_argument: CLOUDFLARE_API_TOKEN must be set in the environment",
  ]);
  for (const base of ["http://api.example.com/client/v4", "http://127.0.0.1.example.com/", "ftp://127.0.0.1/"])
    assert.deepEqual(await lines(["find"], { CLOUDFLARE_API_BASE_URL: base }), [
      "invalid_argument: base must be an https URL",
    ]);
  assert.deepEqual(await lines(["find"], { CLOUDFLARE_D1_DATABASE_ID: "another" }), [
    "unavailable: D1's API found no such account or database",
  ]);
});
