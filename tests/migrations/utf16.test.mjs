// A database in UTF-16, as other programs make it: the tool reads and writes it like one in UTF-8.
//   node --test tests/migrations/utf16.test.mjs
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { inFolder, squall } from "./tool.mjs";

const schema = `
CREATE TABLE "été" (id TEXT PRIMARY KEY NOT NULL, "na me" TEXT NOT NULL DEFAULT 'é', note TEXT CHECK (note <> 'ü'), b BLOB);
CREATE TABLE pairs (a TEXT NOT NULL, b INTEGER NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE VIEW v AS SELECT id, note FROM "été";
INSERT INTO "été" VALUES ('a', 'héé 😀', 'x', x'00ff'), ('b', 'it''s', NULL, 'text in a blob column'), ('c', 'a' || char(13, 10), '', NULL);
INSERT INTO pairs VALUES ('é', 1), ('é', 2), ('z', 1);`;

function make(path, encoding, sql = schema) {
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA encoding = '${encoding}'; ${sql}`);
  db.close();
}
const rowsOf = (path) => {
  const db = new DatabaseSync(path);
  try {
    return ["été", "pairs"].map((t) => db.prepare(`SELECT * FROM "${t}" ORDER BY 1, 2`).all());
  } finally {
    db.close();
  }
};

for (const encoding of ["UTF-16le", "UTF-16be"]) {
  test(`pull, export, verify and seed of ${encoding} answer as of UTF-8`, () =>
    inFolder((folder) => {
      const [one, other] = ["one.sqlite", "other.sqlite"].map((name) => join(folder, name));
      make(one, "UTF-8");
      make(other, encoding);
      const header = (db) => squall(["pull", "--sqlite", db]).out.replaceAll(/\w+\.sqlite/g, "");
      assert.match(header(one), /été/);
      assert.equal(header(other), header(one));
      const dumps = [one, other].map((db) => {
        const out = `${db}.sql`;
        const ran = squall(["export", "--sqlite", db, "--out", out]);
        assert.equal(ran.code, 0, ran.err);
        return readFileSync(out, "utf8");
      });
      assert.equal(dumps[1], dumps[0]);
      assert.match(dumps[1], /héé 😀/);
      const copy = join(folder, "copy.sqlite");
      make(copy, "UTF-8", dumps[1]);
      assert.deepEqual(rowsOf(copy), rowsOf(one));
      const none = /missing|is one too many/; // of the application's tables, which are not there
      const verified = (db) =>
        squall(["verify", "--sqlite", db])
          .out.split("\n")
          .filter((line) => !none.test(line));
      assert.deepEqual(verified(other), verified(one));
    }));

  test(`migrations of a database in ${encoding}`, () =>
    inFolder((folder) => {
      const db = join(folder, "app.sqlite");
      const migrations = join(folder, "migrations");
      mkdirSync(migrations);
      make(db, encoding, "CREATE TABLE other (x)");
      writeFileSync(join(migrations, "0001_é.sql"), schema);
      writeFileSync(join(migrations, "0002_more.sql"), `ALTER TABLE pairs ADD COLUMN c TEXT DEFAULT 'ö';`);
      const run = (...args) => squall([...args, "--sqlite", db, "--migrations", migrations]);
      assert.equal(run("migrate").code, 0);
      const again = run("migrate");
      assert.equal(again.code, 0, again.err);
      const status = run("status", "--json");
      assert.deepEqual(status.json.pending, []);
      assert.equal(
        rowsOf(db)[1].every((row) => row.c === "ö"),
        true,
      );
    }));
}

test("a text with a NUL character cannot leave UTF-16; that is said, and nothing is written", () =>
  inFolder((folder) => {
    const sql = "CREATE TABLE t (v TEXT); INSERT INTO t VALUES ('a' || char(0) || 'b')";
    const out = join(folder, "dump.sql");
    const [one, other] = ["one.sqlite", "other.sqlite"].map((name) => join(folder, name));
    make(one, "UTF-8", sql);
    make(other, "UTF-16le", sql);
    assert.equal(squall(["export", "--sqlite", one, "--out", out]).code, 0);
    const before = readFileSync(out, "utf8");
    const refused = squall(["export", "--sqlite", other, "--out", out]);
    assert.equal(refused.code, 3, refused.err);
    assert.match(refused.err, /t contains a text with a NUL character.*UTF-16/);
    assert.equal(readFileSync(out, "utf8"), before);
  }));
