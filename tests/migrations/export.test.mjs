// squall export as a program: what it leaves on a disk that is full, on a device, and beside an earlier dump.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inFolder, program, squall } from "./tool.mjs";

const make = (folder, sql) => {
  const dir = join(folder, "migrations");
  mkdirSync(dir);
  writeFileSync(join(dir, "0001_all.sql"), sql);
  const db = join(folder, "app.sqlite");
  const made = squall(["migrate", "--sqlite", db, "--migrations", dir]);
  assert.equal(made.code, 0, made.err);
  return db;
};
const rows =
  "CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT);\nINSERT INTO t (v) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000) SELECT 'row ' || i FROM n;\n";
/** With a shell in between: ulimit, redirections. */
const shell = (line, env = {}) => {
  const ran = spawnSync("bash", ["-c", line], {
    encoding: "utf8",
    env: { ...process.env, S: program, CI: "1", ...env },
  });
  assert.equal(ran.signal, null);
  return ran;
};

test("a disk that is full leaves the earlier dump, no other file, and an error", () =>
  inFolder((folder) => {
    const db = make(folder, rows);
    const out = join(folder, "dump.sql");
    writeFileSync(out, "-- yesterday's\n");
    const before = readdirSync(folder);
    // 20 blocks of 1 KiB: the file may not grow further, as on a full disk.
    const ran = shell(`ulimit -f 20; "$S" export --sqlite '${db}' --out '${out}'`);
    assert.equal(ran.status, 2, ran.stderr);
    assert.match(ran.stderr, /cannot write .*dump\.sql: File too large/);
    assert.equal(readFileSync(out, "utf8"), "-- yesterday's\n");
    assert.deepEqual(readdirSync(folder), before);
    assert.equal(shell(`"$S" export --sqlite '${db}' --out '${out}'`).status, 0);
    assert.match(readFileSync(out, "utf8"), /'row 3000'/);
  }));

test("no command says that it is done when its output could not be written", () =>
  inFolder((folder) => {
    const db = make(folder, rows);
    for (const command of [
      `verify --sqlite '${db}' --json`,
      `export --sqlite '${db}'`,
      `export`,
      `export --sqlite '${db}' --out /dev/full`,
      `status --sqlite '${db}' --json --migrations '${join(folder, "migrations")}'`,
      `status --sqlite '${db}' --migrations '${join(folder, "migrations")}'`,
      `pull --sqlite '${db}'`,
      `call --list`,
    ]) {
      const ran = shell(`"$S" ${command} > /dev/full`);
      assert.ok([1, 2].includes(ran.status), `${command}: ${ran.status} ${ran.stderr}`);
      assert.match(ran.stderr, /cannot write/, command);
    }
    assert.equal(shell(`"$S" verify --json --sqlite '${join(folder, "none")}' > /dev/full`).status, 2);
  }));

test("an export that fails in the middle leaves nothing, and one that is piped is the same as the file", () =>
  inFolder((folder) => {
    const db = make(folder, rows);
    const out = join(folder, "dump.sql");
    const damaged = join(folder, "damaged.sqlite");
    const bytes = readFileSync(db);
    bytes.fill(0xab, bytes.length - 3 * 4096);
    writeFileSync(damaged, bytes);
    const ran = squall(["export", "--sqlite", damaged, "--out", out]);
    assert.ok(ran.code > 0);
    assert.ok(!existsSync(out));
    assert.equal(squall(["export", "--sqlite", db, "--out", out]).code, 0);
    assert.equal(squall(["export", "--sqlite", db]).out, readFileSync(out, "utf8"));
    const unread = shell(`"$S" export --sqlite '${db}' | head -c 100 > /dev/null; exit "\${PIPESTATUS[0]}"`);
    assert.deepEqual([unread.status, /cannot write standard output/.test(unread.stderr)], [2, true]);
    const counts = squall(["export", "--sqlite", db, "--out", out, "--json"]).json;
    assert.deepEqual([counts.exit_code, counts.as_parts], [0, []]);
    assert.ok(readdirSync(folder).every((name) => !name.startsWith(".")));
  }));

test("rows that no longer pass their CHECK are named; without verification they are written all the same", () =>
  inFolder((folder) => {
    const db = make(
      folder,
      "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER CHECK (n > 0));\nPRAGMA ignore_check_constraints = on;\nINSERT INTO t (n) VALUES (-1);\n",
    );
    const out = join(folder, "dump.sql");
    const refused = squall(["export", "--sqlite", db, "--out", out]);
    assert.equal(refused.code, 3);
    assert.match(refused.err, /the dump cannot be loaded: CHECK constraint failed.*--no-verify/);
    assert.ok(!existsSync(out));
    assert.equal(squall(["export", "--no-verify", "--sqlite", db, "--out", out]).code, 0);
    assert.match(readFileSync(out, "utf8"), /INSERT INTO t \(id, n\) VALUES \(1, -1\)/);
  }));
