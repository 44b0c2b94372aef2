// squall --remote against D1's REST interface, as it is documented, on this machine.
import assert from "node:assert/strict";
import { writeFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { migrations, rows } from "./local_d1.mjs";
import { startServer, token } from "./rest_server.mjs";
import { squallBeside } from "./tool.mjs";

const withServer = async (body) => {
  const server = await startServer();
  const run = async (code, args, env = {}) => {
    const ran = await squallBeside([...args, "--remote"], { env: { ...server.env, ...env } });
    assert.equal(ran.code, code, `squall ${args.join(" ")}\n${ran.out}${ran.err}`);
    assert.ok(!(ran.out + ran.err).includes(token), "the token is shown nowhere");
    return ran;
  };
  try {
    await body({ ...server, run });
  } finally {
    await server.stop();
  }
};
const tooMany = { status: 429, code: 10429, message: "Too many requests", retryAfter: "2" };

test("a remote database is migrated, seeded, verified, checked, pulled and exported", () =>
  withServer(async ({ run, db }) => {
    assert.deepEqual((await run(0, ["status", "--json"])).json.pending, migrations);
    const applied = (await run(0, ["migrate", "--json"])).json;
    assert.deepEqual(applied.applied, migrations);
    await run(0, ["check"]);
    await run(0, ["seed", "--rows", "12"]);
    assert.equal((await run(0, ["verify", "--json"])).json.problems.length, 0);
    assert.equal((await rows(db, "SELECT count(*) AS n FROM traces"))[0].n, 12);
    assert.deepEqual(
      (await rows(db, "SELECT name FROM d1_migrations ORDER BY id")).map((r) => r.name),
      migrations,
    );
    assert.match((await run(0, ["pull"])).out, /struct agents_table/);
    assert.match((await run(0, ["export"])).out, /INSERT INTO agents/);
    assert.deepEqual((await run(0, ["migrate", "--json"])).json.applied, []);
  }));

test("each file is one request, with its row in d1_migrations", () =>
  withServer(async ({ run, requests }) => {
    await run(0, ["migrate"]);
    const writes = requests.filter((r) => r.path.endsWith("/query")).map((r) => JSON.parse(r.body).sql);
    for (const name of migrations)
      assert.equal(
        writes.filter((sql) => sql.includes(`'${name}'`) && sql.includes("INSERT INTO d1_migrations")).length,
        1,
      );
  }));

test("a failing file is named with the reason, and nothing of it stays", () =>
  withServer(async ({ run, db }) => {
    const folder = mkdtempSync(join(tmpdir(), "squall-rest-"));
    try {
      writeFileSync(
        join(folder, "0001_bad.sql"),
        "CREATE TABLE a (id TEXT);\nINSERT INTO nowhere VALUES ('secret');\n",
      );
      const failed = await run(4, ["migrate", "--migrations", folder]);
      assert.match(
        failed.err,
        /0001_bad\.sql, statement 2 \(line 2, INSERT INTO nowhere VALUES \( …\): no such table: nowhere.*\[code: 7500\].*Nothing of this file has been applied/,
      );
      assert.doesNotMatch(failed.err, /secret/);
      assert.deepEqual(await rows(db, "SELECT name FROM sqlite_master WHERE name = 'a'"), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }));

test("429 is waited out, for reads and for writes; too often, and it is given up with nothing applied", () =>
  withServer(async ({ run, faults, requests }) => {
    faults.push(tooMany, tooMany);
    await run(0, ["status"]);
    const before = requests.length;
    faults.push(tooMany);
    await run(0, ["migrate"]);
    assert.ok(requests.length > before + 1);
    faults.push(...Array(6).fill(tooMany));
    assert.match((await run(4, ["verify"])).err, /Too many requests \[code: 10429\].*6 attempts/);
  }));

test("a broken connection is tried again for a read, never for a write", () =>
  withServer(async ({ run, faults, requests }) => {
    faults.push("close", "close");
    await run(0, ["status"]);
    await run(0, ["migrate"]);
    const folder = mkdtempSync(join(tmpdir(), "squall-rest-"));
    try {
      writeFileSync(join(folder, "0001_more.sql"), "CREATE TABLE more (id TEXT);\n");
      const reads = requests.length;
      await run(0, ["migrate", "--dry-run", "--migrations", folder]);
      // Its reads, then the two tables of records (a write), then the file: that one is broken.
      faults.push(...Array(requests.length - reads + 1).fill(undefined), "close");
      assert.match(
        (await run(4, ["migrate", "--migrations", folder])).err,
        /no answer .*the statements may have been applied: run squall status\n$/,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  }));

test("a wrong token and a missing variable are said, without the token", () =>
  withServer(async ({ run }) => {
    assert.match(
      (await run(4, ["status"], { CLOUDFLARE_API_TOKEN: "another" })).err,
      /Authentication error \[code: 10000\]/,
    );
    assert.match((await run(2, ["status"], { CLOUDFLARE_API_TOKEN: "" })).err, /CLOUDFLARE_API_TOKEN/);
    assert.match((await run(2, ["status"], { CLOUDFLARE_ACCOUNT_ID: "" })).err, /CLOUDFLARE_ACCOUNT_ID/);
  }));
