// squall backfill and squall/backfill: no row is changed twice, whoever is killed or runs at the same time.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { backfill } from "../../dist/backfill.js";
import { rows } from "./local_d1.mjs";
import { startServer } from "./rest_server.mjs";
import { inFolder, program, squall, squallBeside } from "./tool.mjs";

const table = "CREATE TABLE t (id TEXT PRIMARY KEY, n INTEGER NOT NULL DEFAULT 0, other INTEGER NOT NULL DEFAULT 0)";
const fill = (count) =>
  `INSERT INTO t (id) WITH RECURSIVE i (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < ${count}) SELECT printf('k%06d', x) FROM i`;
const withFile = (count, body) =>
  inFolder((folder) => {
    const file = join(folder, "app.sqlite");
    const db = new DatabaseSync(file, { timeout: 60_000 });
    db.exec(`${table}; ${fill(count)}`);
    const counts = () =>
      Object.fromEntries(
        db
          .prepare("SELECT n, count(*) AS c FROM t GROUP BY n")
          .all()
          .map(({ n, c }) => [n, c]),
      );
    const state = () => db.prepare("SELECT * FROM squall_backfills").get();
    return body({ folder, file, db, counts, state, on: ["--sqlite", file] });
  });
const expect = (code, args) => {
  const ran = squall(["backfill", ...args]);
  assert.equal(ran.code, code, `squall backfill ${args.join(" ")}\n${ran.out}${ran.err}`);
  return ran;
};
const plus = ["--name", "plus", "--sql", "UPDATE t SET n = n + 1"];

test("killed again and again, beside another run and a writer: every row is changed once", () =>
  withFile(6_000, async ({ db, file, counts, state, on }) => {
    // Not idempotent, so that a batch that is applied twice is seen.
    const args = ["backfill", ...plus, ...on, "--batch", "100", "--pause", "10"];
    const start = () => {
      const child = spawn(program, args, { env: { ...process.env, CI: "1", NO_COLOR: "1" } });
      return { child, ended: new Promise((done) => child.on("close", (code) => done(code))) };
    };
    const batches = () => {
      try {
        return state()?.batches ?? 0;
      } catch {
        return 0; // the table is not there yet
      }
    };
    let kills = 0;
    for (let done = false; !done;) {
      const before = batches();
      const first = start();
      const second = start();
      let running = 2;
      const codes = [first, second].map(({ ended }) => ended.then((code) => (running--, code)));
      // The writer changes rows before and behind the run, and adds some behind it.
      for (let i = 0; running === 2 && batches() < before + 10; i++) {
        db.prepare("UPDATE t SET other = other + 1 WHERE id IN ('k000001', 'k005999')").run();
        await new Promise((done) => setTimeout(done, 10)); // the runs need the lock too
      }
      first.child.kill("SIGKILL");
      second.child.kill("SIGKILL");
      done = (await Promise.all(codes)).includes(0);
      kills += done ? 0 : 1;
      assert.ok(kills < 1_000);
    }
    expect(0, [...plus, ...on]);
    assert.ok(kills > 0, "nothing was killed");
    assert.deepEqual(counts(), { 1: 6_000 });
    assert.equal(state().rows, 6_000);
    db.prepare("INSERT INTO t (id) VALUES ('zz')").run(); // what comes after the end is the application's
    expect(0, [...plus, "--sqlite", file]);
    assert.deepEqual(counts(), { 0: 1, 1: 6_000 });
  }));

test("a run stops after --max-batches and goes on; it is counted, and finished once", () =>
  withFile(1_000, ({ folder, counts, state, on, db }) => {
    const file = join(folder, "plus.sql");
    writeFileSync(file, "-- why\nUPDATE t SET n = n + 1 WHERE id <> 'k000500';\n");
    const plan = expect(0, [file, ...on, "--dry-run", "--batch", "300", "--json"]).json;
    assert.equal(plan.matching, 999);
    assert.equal(plan.batches, 4);
    assert.throws(state); // nothing was written
    const first = expect(0, [file, ...on, "--batch", "300", "--max-batches", "2", "--json"]).json;
    assert.deepEqual([first.rows, first.finished], [599, false]);
    assert.deepEqual(counts(), { 0: 401, 1: 599 });
    const second = expect(0, [file, ...on, "--batch", "300", "--pause", "1", "--json"]).json;
    assert.deepEqual([second.rows, second.all_rows, second.finished], [400, 999, true]);
    assert.match(expect(0, [file, ...on]).out, /was finished at/);
    assert.deepEqual(counts(), { 0: 1, 1: 999 });
    writeFileSync(file, "UPDATE t SET n = n + 2;\n");
    assert.match(expect(3, [file, ...on]).err, /belongs to another statement/);
    assert.equal(expect(0, [file, ...on, "--restart", "--json"]).json.all_rows, 1_000);
    writeFileSync(file, "DELETE FROM t WHERE n = 3\n-- the rest stays");
    assert.equal(expect(0, [file, ...on, "--name", "remove", "--batch", "64", "--json"]).json.all_rows, 999);
    assert.deepEqual(counts(), { 2: 1 });
    assert.deepEqual(
      db
        .prepare("PRAGMA integrity_check")
        .all()
        .map((r) => r.integrity_check),
      ["ok"],
    );
  }));

test("keys of every type, and tables without one", () =>
  withFile(0, ({ db, on }) => {
    db.exec(`
      CREATE TABLE big (id INTEGER PRIMARY KEY, n INTEGER DEFAULT 0);
      INSERT INTO big (id) VALUES (-9223372036854775808), (-1), (0), (9007199254740993), (9223372036854775807);
      CREATE TABLE pairs (a TEXT, b TEXT, n INTEGER DEFAULT 0, PRIMARY KEY (a, b));
      INSERT INTO pairs (a, b) VALUES ('', ''), ('', 'x'), ('y', 'x'), (NULL, 'x'), (NULL, 'x');
      CREATE TABLE no_case (name TEXT PRIMARY KEY COLLATE NOCASE, n INTEGER DEFAULT 0);
      INSERT INTO no_case (name) VALUES ('b'), ('A'), ('C'), ('');
      CREATE TABLE mixed (k PRIMARY KEY, n INTEGER DEFAULT 0);
      INSERT INTO mixed (k) VALUES (1), (1.5), ('1'), (x'01'), (''), (9e999), (-9e999);
      CREATE TABLE "last_key" (last_key TEXT PRIMARY KEY, next_key TEXT, name TEXT, n INTEGER DEFAULT 0) WITHOUT ROWID;
      INSERT INTO "last_key" (last_key) VALUES ('a'), ('b'), ('c');
    `);
    for (const name of ["big", "pairs", "no_case", "mixed", "last_key"]) {
      expect(0, ["--name", name, "--sql", `UPDATE "${name}" SET n = n + 1`, ...on, "--batch", "2"]);
      const [{ low, high }] = db.prepare(`SELECT min(n) AS low, max(n) AS high FROM "${name}"`).all();
      assert.deepEqual([low, high], [1, 1], name);
    }
  }));

test("what cannot be a backfill is refused by name", () =>
  withFile(3, ({ db, on, counts }) => {
    db.exec(`
      CREATE VIEW v AS SELECT * FROM t;
      CREATE TABLE pairs (a TEXT, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
      CREATE TABLE nulls (id TEXT PRIMARY KEY, n INTEGER);
      INSERT INTO nulls VALUES (NULL, 1), ('a', 2);
    `);
    for (const [sql, message, code = 2, more = []] of [
      ["SELECT 1", /one UPDATE or DELETE: it begins with SELECT/],
      ["UPDATE t SET n = 1; DELETE FROM t", /this has 2 statements/],
      ["", /pass a file/],
      ["UPDATE t SET n = 1 RETURNING id", /RETURNING is not supported/],
      ["UPDATE t SET n = v.n FROM v WHERE v.id = t.id", /FROM is not supported/],
      ["DELETE FROM t LIMIT 5", /WHERE does not follow/],
      ["UPDATE t SET n = 1 WHERE id = 'x' ORDER BY id", /ORDER is not supported/],
      ["UPDATE t SET n = 1 WHERE (id = 'x'", /a parenthesis is not closed/],
      ["UPDATE t SET n = 1 WHERE true) OR (true", /a parenthesis is closed that is not open/],
      ["UPDATE t SET (id, n) = ('a', 1)", /the change writes t\.id/],
      ["UPDATE t SET n = 1 /* open", /a comment is never closed/],
      ["UPDATE nowhere SET n = 1", /has no table nowhere/],
      ["UPDATE v SET n = 1", /v is a view/],
      ["UPDATE pairs SET a = 1", /no key of one column/],
      ["UPDATE t SET n = 1", /t\.n is not a key/, 2, ["--key", "n"]],
      ["UPDATE nulls SET n = 1", /a row of nulls has no id, .* such as rowid/, 3],
      ["UPDATE t SET missing = 1", /no such column: missing/, 4],
    ])
      assert.match(expect(code, ["--name", "x", "--sql", sql, ...on, ...more]).err, message);
    assert.equal(squall(["backfill", ...plus, ...on, "--batch", "10001"]).code, 2);
    expect(0, ["--name", "fine", "--sql", "UPDATE t SET n = 1 WHERE n IS NOT DISTINCT FROM 0", ...on]);
    assert.deepEqual(counts(), { 1: 3 });
    expect(0, ["--name", "by rowid", "--sql", "UPDATE nulls SET n = 5", "--key", "rowid", ...on]);
    assert.equal(db.prepare("SELECT count(*) AS n FROM nulls WHERE n = 5").get().n, 2);
  }));

test("a Worker's cron and the command share one state, on D1", async () => {
  const server = await startServer();
  const { db, requests } = server;
  const run = async (...args) => {
    const ran = await squallBeside(["backfill", "--remote", "--json", ...args], { env: server.env });
    assert.equal(ran.code, 0, ran.out + ran.err);
    return ran.json;
  };
  try {
    await db.batch([table, fill(1_000)].map((sql) => db.prepare(sql)));
    const change = { name: "plus", table: "t", set: "n = n + 1", where: "id > 'k000010'", key: "id", batch: 100 };
    const asCommand = ["--name", "plus", "--sql", "UPDATE t SET n = n + 1 WHERE id > 'k000010'", "--batch", "100"];
    const seen = [];
    const first = await backfill(db, { ...change, maxBatches: 3, onProgress: ({ rows }) => seen.push(rows) });
    assert.deepEqual(first, { finished: false, batches: 3, rows: 290 });
    assert.deepEqual(seen, [90, 190, 290]);
    assert.equal((await run(...asCommand, "--max-batches", "2")).all_rows, 490);
    // The answer to a batch is lost after it was applied: it is not repeated.
    const before = requests.length;
    const losing = {
      prepare: (sql) => db.prepare(sql),
      batch: async (statements) => {
        const answer = await db.batch(statements);
        if (statements.length > 4) throw new Error("D1_ERROR: Network connection lost.");
        return answer;
      },
    };
    await assert.rejects(backfill(losing, change), /Network connection lost/);
    assert.equal(requests.length, before);
    // Two runs at the same time.
    const both = await Promise.all([
      backfill(db, { ...change, maxBatches: 20 }),
      backfill(db, { ...change, maxBatches: 20 }),
    ]);
    assert.deepEqual(both, Array(2).fill({ finished: true, batches: 11, rows: 990 }));
    assert.deepEqual(await rows(db, "SELECT n, count(*) AS c FROM t GROUP BY n"), [
      { n: 0, c: 10 },
      { n: 1, c: 990 },
    ]);
    assert.equal((await run(...asCommand)).finished, undefined);
    await assert.rejects(backfill(db, { ...change, set: "n = n + 2" }), /belongs to another statement/);
    assert.equal((await run("--name", "remove", "--sql", "DELETE FROM t WHERE n = 0", "--batch", "7")).all_rows, 10);
    for (const wrong of [{ batch: 10_001 }, { batch: 0 }, { name: "" }, { key: "" }, { maxBatches: 0 }, { pause: -1 }])
      await assert.rejects(backfill(db, { ...change, ...wrong }), { kind: "invalid_argument" });
  } finally {
    await server.stop();
  }
});
