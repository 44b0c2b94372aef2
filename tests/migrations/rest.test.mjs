// squall --remote against D1's REST interface, as it is documented, on this machine.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

const inMigrations = async (files, body) => {
  const folder = mkdtempSync(join(tmpdir(), "squall-rest-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    await body(["--migrations", folder], folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};
const two = {
  "0001_a.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY, n INTEGER);\nCREATE INDEX a_n ON a (n);\nDROP INDEX a_n;\n",
  "0002_b.sql": "INSERT INTO a VALUES (1, 2);\nALTER TABLE a DROP COLUMN n;\n",
};

test("before a file that drops something the bookmark is kept, and restore returns to it", () =>
  withServer(({ run, travel, db }) =>
    inMigrations(two, async (at) => {
      const applied = await run(0, ["migrate", ...at]);
      const [{ bookmark }, ...more] = travel.given;
      assert.deepEqual(more, []); // 0001 loses nothing
      assert.match(
        applied.out,
        new RegExp(`bookmark before 0002_b\\.sql: ${bookmark}\n {2}to return: squall restore --remote ${bookmark}`),
      );
      assert.deepEqual(await rows(db, "SELECT file, bookmark FROM squall_bookmarks"), [
        { file: "0002_b.sql", bookmark },
      ]);
      assert.match((await run(0, ["restore"])).out, new RegExp(`${bookmark} .* before 0002_b\\.sql`));
      assert.deepEqual((await run(0, ["migrate", "--json", ...at])).json.bookmarks, {});
      assert.match((await run(3, ["restore", bookmark])).err, /Pass --yes/);
      assert.deepEqual(travel.restored, []);
      assert.match(
        (await run(0, ["restore", "--yes", "--before", "0002_b.sql"])).out,
        /To undo this: squall restore --remote 00000009-/,
      );
      const byTime = await run(0, ["restore", "--yes", "--timestamp", "2026-01-31T08:00:00+01:00", "--json"]);
      assert.equal(travel.given.find(({ timestamp }) => timestamp !== null).timestamp, "2026-01-31T07:00:00.000Z");
      assert.deepEqual(travel.restored, [bookmark, byTime.json.bookmark]);
      assert.match(byTime.json.undo, /^00000009-/);
    }),
  ));

test("without a bookmark such a file is not applied, unless that is said", () =>
  withServer(({ run, travel, db }) =>
    inMigrations(two, async (at) => {
      travel.fault = { status: 403, code: 10000, message: "Authentication error" };
      const refused = await run(4, ["migrate", ...at]);
      assert.match(
        refused.err,
        /Time Travel: Authentication error \[code: 10000\]\n0002_b\.sql removes or overwrites data and has not been applied/,
      );
      assert.deepEqual(
        (await rows(db, "SELECT name FROM d1_migrations")).map(({ name }) => name),
        ["0001_a.sql"],
      );
      await run(0, ["migrate", ...at, "--no-bookmark"]);
      assert.deepEqual(travel.given, []);
      // An answer without a bookmark is none.
      travel.fault = { answer: {} };
      assert.match((await run(4, ["restore", "--yes", "--timestamp", "2026-01-31"])).err, /the answer has no bookmark/);
      travel.fault = { answer: { bookmark: "../../query" } };
      assert.match((await run(4, ["restore", "--yes", "--timestamp", "2026-01-31"])).err, /the answer has no bookmark/);
    }),
  ));

test("a restore whose answer is lost is not repeated, and how to undo it is said", () =>
  withServer(async ({ run, travel }) => {
    travel.fault = "close after the restore";
    const lost = await run(4, ["restore", "--yes", "00000001-0000"]);
    assert.match(lost.err, /may have been restored; its bookmark before was 00000001-/);
    assert.deepEqual(travel.restored, ["00000001-0000"]);
    for (const [args, message] of [
      [["00000001/../x", "--yes"], /letters, digits and dashes/],
      [["a", "--timestamp", "2026-01-31"], /exclude each other/],
      [["--timestamp", "yesterday"], /a time in UTC/],
      [["--before", "0009_none.sql"], /keeps no bookmark of the state before 0009_none\.sql/],
    ])
      assert.match((await run(2, ["restore", ...args])).err, message);
    assert.equal(travel.restored.length, 1);
  }));

test("a file is taken back over REST in one request, with a bookmark", () =>
  withServer(({ run, travel, requests, db }) =>
    inMigrations(
      {
        "0001_a.sql": "CREATE TABLE a (id INTEGER PRIMARY KEY);\n",
        "0002_b.sql": "CREATE TABLE b (id INTEGER PRIMARY KEY);\n",
      },
      async (at, folder) => {
        mkdirSync(join(folder, "down"));
        writeFileSync(join(folder, "down/0002_b.sql"), "DROP TABLE b;\n");
        await run(1, ["check", "--record", ...at]);
        await run(0, ["migrate", ...at]);
        await db.prepare("INSERT INTO b VALUES (7)").run();
        assert.match((await run(3, ["migrate", "--down", ...at])).err, /table b and its rows/);
        assert.deepEqual(travel.given, []);
        const before = requests.length;
        const done = (await run(0, ["migrate", "--down", "--allow-loss", "--json", ...at])).json;
        assert.equal(done.bookmark, travel.given[0].bookmark);
        const writes = requests.slice(before).filter(({ path }) => path.endsWith("/query"));
        assert.equal(writes.length, 1);
        assert.match(JSON.parse(writes[0].body).sql, /DROP TABLE b;\nDELETE FROM d1_migrations/);
        assert.deepEqual((await run(0, ["status", "--json", ...at])).json.pending, ["0002_b.sql"]);
      },
    ),
  ));
