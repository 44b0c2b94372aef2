// A database that SQLite can read only by writing beside it, in a directory that may not be written: the tool says so.
//   node --test tests/migrations/read_only_directory.test.mjs
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { inFolder, native } from "./tool.mjs";

const nobody = 65534;

/** Runs a copy of the command that may write nothing in `folder`: root may write everywhere. */
function readOnly(folder, body) {
  const copy = join(folder, "squall");
  copyFileSync(native, copy);
  chmodSync(folder, 0o755);
  const directory = join(folder, "data");
  mkdirSync(directory);
  const user = process.getuid() === 0 ? { uid: nobody, gid: nobody } : {};
  const run = (...args) => spawnSync(copy, args, { cwd: folder, encoding: "utf8", ...user });
  try {
    body(directory, () => chmodSync(directory, 0o555), run);
  } finally {
    chmodSync(directory, 0o755);
  }
}

function make(path, sql) {
  const db = new DatabaseSync(path);
  db.exec(sql);
  db.close();
}

const commands = [
  ["verify", "--sqlite"],
  ["export", "--sqlite"],
  ["pull", "--out", "/dev/null", "--sqlite"],
  ["push", "--dry-run", "--sqlite"],
];

test("a database in WAL mode", () =>
  inFolder((folder) =>
    readOnly(folder, (directory, close, run) => {
      make(join(directory, "wal.sqlite"), "PRAGMA journal_mode = wal; CREATE TABLE t (id TEXT PRIMARY KEY NOT NULL)");
      close();
      for (const command of commands) {
        const ran = run(...command, "data/wal.sqlite");
        assert.equal(ran.status, 4, ran.stderr);
        assert.match(ran.stderr, /data\/wal\.sqlite: .*its directory cannot be written: copy it/);
      }
      const studio = run("studio", "--sqlite", "data/wal.sqlite");
      assert.notEqual(studio.status, 0);
      assert.match(studio.stderr, /data\/wal\.sqlite .*its directory cannot be written: copy it/);
    }),
  ));

test("a database with an unfinished write", () =>
  inFolder((folder) =>
    readOnly(folder, (directory, close, run) => {
      const path = join(directory, "rows.sqlite");
      make(path, "CREATE TABLE t (id INTEGER PRIMARY KEY, x TEXT)");
      const db = new DatabaseSync(path);
      db.exec("PRAGMA cache_size = 2; BEGIN");
      const insert = db.prepare("INSERT INTO t (x) VALUES (?)");
      for (let i = 0; i < 500; ++i) insert.run("x".repeat(1000));
      const [half, journal] = [readFileSync(path), readFileSync(`${path}-journal`)];
      db.exec("ROLLBACK");
      db.close();
      writeFileSync(join(directory, "cut.sqlite"), half);
      writeFileSync(join(directory, "cut.sqlite-journal"), journal);
      close();
      const ran = run("verify", "--sqlite", "data/cut.sqlite");
      assert.equal(ran.status, 4, ran.stderr);
      assert.match(ran.stderr, /its directory cannot be written: copy it, with its -wal or -journal file/);
    }),
  ));

test("a database of the usual mode is read", () =>
  inFolder((folder) =>
    readOnly(folder, (directory, close, run) => {
      make(join(directory, "plain.sqlite"), "CREATE TABLE t (id TEXT PRIMARY KEY NOT NULL); INSERT INTO t VALUES ('a')");
      close();
      const ran = run("export", "--sqlite", "data/plain.sqlite");
      assert.equal(ran.status, 0, ran.stderr);
      assert.match(ran.stdout, /INSERT INTO "?t"?/);
    }),
  ));
