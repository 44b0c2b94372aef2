// The command in Node and other programs on one database file: two writers exclude each other, and a file in WAL mode, as
// wrangler's are, is used where that is safe and refused by name where it is not.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { openFile } from "../../js-shim/fleet/sqlite_binding.mjs";
import { inFolder } from "../migrations/tool.mjs";
import { inNode, native, root, run, start } from "./tools.mjs";

const migrations = ["--migrations", join(root, "migrations")];
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ok = (program, args, options) => {
  const ran = run(program, args, options);
  assert.equal(ran.code, 0, `${args.join(" ")}\n${ran.out}${ran.err}`);
  return ran.out.toString();
};
/** Until a condition holds; fails after two minutes. */
async function until(holds) {
  for (let i = 0; i < 4800; i++) {
    if (holds()) return;
    await pause(25);
  }
  assert.fail("it took too long");
}
const modeOf = (file) => (readFileSync(file)[18] === 2 ? "wal" : "delete");
const makeWal = (file) => {
  const db = new DatabaseSync(file);
  db.exec("PRAGMA journal_mode = wal");
  return db;
};
const sql = (text) => `${JSON.stringify({ sql: text })}\n`;

test("a transaction of another program is waited for, and its rows are seen", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    ok(native, ["push", "--sqlite", file]);
    const db = new DatabaseSync(file);
    db.exec("BEGIN IMMEDIATE; INSERT INTO users (id, email) VALUES ('first', 'first@example.com')");
    const writer = start(inNode, ["call", "--stdin", "--sqlite", file]);
    writer.child.stdin.end(
      sql("INSERT INTO users (id, email) SELECT 'second', id || ' was there' FROM users WHERE id = 'first'") +
        sql("SELECT email FROM users ORDER BY id"),
    );
    await pause(1500);
    assert.equal(writer.out, "", "it did not wait");
    db.exec("COMMIT");
    const { code, out } = await writer.ended;
    assert.equal(code, 0, out);
    assert.match(out, /first was there/);
    db.close();
  }));

test("a transaction that does not end is an error that says so", () =>
  inFolder((folder) => {
    const file = join(folder, "app.sqlite");
    ok(native, ["push", "--sqlite", file]);
    const db = new DatabaseSync(file);
    db.exec("BEGIN EXCLUSIVE");
    const ran = run(inNode, ["call", "--stdin", "--sqlite", file], { input: sql("DELETE FROM users") });
    assert.match(ran.out.toString(), /"kind":"unavailable"/);
    assert.match(run(inNode, ["status", "--sqlite", file, ...migrations]).err.toString(), /database is locked/);
    db.exec("ROLLBACK");
    db.close();
  }));

test("writers in Node, native writers and node:sqlite lose no row of each other", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    ok(native, ["push", "--sqlite", file]);
    ok(native, ["call", "--stdin", "--sqlite", file], { input: sql("CREATE TABLE counted (who TEXT, n INTEGER)") });
    const rounds = 60;
    const lines = (who) =>
      Array.from({ length: rounds }, () => sql(`INSERT INTO counted SELECT '${who}', 1 + count(*) FROM counted`)).join(
        "",
      );
    const writers = [inNode, inNode, native].map((program, i) => {
      const writer = start(program, ["call", "--stdin", "--sqlite", file]);
      writer.child.stdin.end(lines(`w${i}`));
      return writer.ended;
    });
    for (const { code, out } of await Promise.all(writers)) assert.equal(code, 0, out);
    const db = new DatabaseSync(file);
    const rows = db.prepare("SELECT n FROM counted ORDER BY n").all();
    assert.deepEqual(
      rows.map(({ n }) => n),
      Array.from({ length: 3 * rounds }, (_, i) => i + 1),
    );
    assert.equal(db.prepare("PRAGMA integrity_check").get().integrity_check, "ok");
    db.close();
    assert.deepEqual(readdirSync(folder), ["app.sqlite"]);
  }));

test("a process that is killed in a transaction leaves a database that is whole", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    ok(native, ["push", "--sqlite", file]);
    ok(native, ["seed", "--sqlite", file, "--rows", "50"]);
    const before = ok(native, ["export", "--sqlite", file]);
    for (let i = 0; i < 4; i++) {
      const endless = sql(
        "UPDATE users SET email = email || 'x'; DELETE FROM feedback; " +
          "INSERT INTO users (id, email) WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 100000000) SELECT 'u' || n, n FROM c",
      );
      const writer = start(inNode, ["call", "--stdin", "--sqlite", file]);
      writer.child.stdin.write(endless);
      await until(() => existsSync(`${file}-journal`));
      await pause(400 * i);
      writer.child.kill("SIGKILL");
      await writer.ended;
    }
    assert.equal(ok(inNode, ["export", "--sqlite", file]), before);
    assert.equal(ok(native, ["export", "--sqlite", file]), before);
  }));

for (const mode of ["delete", "wal"])
  test(`two migrations of one file in mode ${mode}: one waits, and nothing is applied twice`, () =>
    inFolder(async (folder) => {
      const file = join(folder, "app.sqlite");
      if (mode === "wal") makeWal(file).close();
      const both = [0, 1].map(() => start(inNode, ["migrate", "--json", "--sqlite", file, ...migrations]).ended);
      const applied = (await Promise.all(both)).map(({ code, out, err }) => {
        assert.equal(code, 0, out + err);
        return JSON.parse(out).applied.length;
      });
      assert.equal(Math.min(...applied), 0);
      assert.ok(Math.max(...applied) > 5);
      assert.equal(modeOf(file), mode);
      ok(native, ["check", "--sqlite", file, ...migrations]);
    }));

test("a file in WAL mode that nobody has open is read and written, and stays in that mode", () =>
  inFolder((folder) => {
    const file = join(folder, "app.sqlite");
    const db = makeWal(file);
    db.exec("CREATE TABLE other (id TEXT)");
    db.close();
    ok(inNode, ["push", "--sqlite", file, "--drop", "other", "--allow-loss"]);
    assert.equal(modeOf(file), "wal");
    ok(inNode, ["seed", "--sqlite", file, "--rows", "3"]);
    assert.equal(modeOf(file), "wal");
    ok(inNode, ["verify", "--sqlite", file]);
    ok(native, ["verify", "--sqlite", file]);
    assert.deepEqual(readdirSync(folder), ["app.sqlite"]);
  }));

test("one that another program has open is read from a copy of its last state; a write is refused by name", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    ok(native, ["migrate", "--sqlite", file, ...migrations]);
    const db = makeWal(file);
    db.exec(
      "PRAGMA busy_timeout = 5000; PRAGMA wal_autocheckpoint = 0; INSERT INTO users (id, email) VALUES ('in the log', 'a@example.com')",
    );
    assert.ok(existsSync(`${file}-wal`));
    assert.match(ok(inNode, ["export", "--sqlite", file]), /in the log/);
    ok(inNode, ["status", "--sqlite", file, ...migrations]);
    ok(inNode, ["check", "--sqlite", file, ...migrations]);
    for (const args of [
      ["seed", "--sqlite", file],
      ["migrate", "--sqlite", file, ...migrations],
      ["call", "users.get", '{"id": "x"}', "--sqlite", file],
      ["studio", "--sqlite", file],
    ]) {
      const ran = run(inNode, args);
      assert.equal(ran.code, 4, args[0]);
      assert.match(ran.err.toString(), /app\.sqlite is in WAL mode and open in another program, such as wrangler dev/);
    }
    // Whoever is in the middle of a transaction keeps no reader out.
    db.exec("BEGIN IMMEDIATE; INSERT INTO users (id, email) VALUES ('not yet', 'b@example.com')");
    const meanwhile = ok(inNode, ["export", "--sqlite", file]);
    assert.match(meanwhile, /in the log/);
    assert.doesNotMatch(meanwhile, /not yet/);
    db.exec("ROLLBACK");
    // While it writes, a copy is of one moment.
    const writer = setInterval(
      () => db.exec("INSERT INTO users (id, email) SELECT hex(randomblob(8)), hex(randomblob(8))"),
      1,
    );
    try {
      for (let i = 0; i < 3; i++) {
        const { code, out, err } = await start(inNode, ["verify", "--sqlite", file]).ended;
        assert.equal(code, 0, out + err);
      }
    } finally {
      clearInterval(writer);
    }
    assert.equal(db.prepare("PRAGMA integrity_check").get().integrity_check, "ok");
    db.close();
    assert.equal(modeOf(file), "wal");
    assert.deepEqual(readdirSync(folder), ["app.sqlite"]);
  }));

test("a file that an older Node has for itself is left alone", () =>
  inFolder(async (folder) => {
    const file = join(folder, "app.sqlite");
    ok(native, ["push", "--sqlite", file]);
    mkdirSync(`${file}-open`);
    const server = createServer((socket) => socket.destroy());
    await new Promise((resolve) => server.listen(join(`${file}-open`, "alone-4242-00aa"), resolve));
    const { code, err } = await start(inNode, ["verify", "--sqlite", file]).ended;
    await new Promise((resolve) => server.close(resolve)); // before anything fails: it would keep this process alive
    assert.equal(code, 4);
    assert.match(err, /open in process 4242, a Node without SQLite's locks/);
    writeFileSync(join(`${file}-open`, "alone-4242-00aa"), "");
    ok(inNode, ["verify", "--sqlite", file]);
    assert.deepEqual(readdirSync(folder), ["app.sqlite"]);
  }));

for (const [where, program] of Object.entries({ native, inNode }))
  test(`an older Node that arrives at the same time sees the command, and may step back (${where})`, () =>
    inFolder(async (folder) => {
      const file = join(folder, "app.sqlite");
      ok(native, ["push", "--sqlite", file]);
      const entry = join(`${file}-open`, "alone-4242-00aa");
      mkdirSync(`${file}-open`);
      let seen;
      const server = createServer((socket) => {
        socket.destroy();
        seen ??= readdirSync(`${file}-open`);
        rmSync(entry, { force: true });
        server.close();
      });
      await new Promise((resolve) => server.listen(entry, resolve));
      const { code, err } = await start(program, ["verify", "--sqlite", file]).ended;
      server.close();
      assert.equal(code, 0, err);
      assert.match(seen.join(" "), /shared-\d+-[0-9a-f]+/);
      assert.deepEqual(readdirSync(folder), ["app.sqlite"]);
    }));

test("a shard's file has an entry while it is open, and none where it cannot be opened", () =>
  inFolder((folder) => {
    const file = join(folder, "shard.sqlite");
    const { close } = openFile(file);
    assert.match(readdirSync(`${file}-open`).join(" "), /^shared-\d+-[0-9a-f]+$/);
    close();
    assert.deepEqual(readdirSync(folder), ["shard.sqlite"]);
    mkdirSync(join(folder, "folder.sqlite"));
    for (const path of ["absent/shard.sqlite", "folder.sqlite"]) assert.throws(() => openFile(join(folder, path)));
    assert.deepEqual(readdirSync(folder).sort(), ["folder.sqlite", "shard.sqlite"]);
  }));
