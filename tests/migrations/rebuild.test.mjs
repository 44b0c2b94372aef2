// A table made anew on local D1, with children of every ON DELETE and grandchildren: by the usual recipe, which loses rows,
// and by ours, which keeps them.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { openFetchedD1 } from "../bindings/suite/fetched_d1.mjs";
import { rows, run } from "./local_d1.mjs";
import { inFolder, squall } from "./tool.mjs";

const parent = (extra) => `CREATE TABLE parents (id TEXT PRIMARY KEY, name TEXT${extra})`;
const family = (extra) => [
  parent(extra),
  "CREATE TABLE cascading (id TEXT PRIMARY KEY, parent_id TEXT NOT NULL REFERENCES parents(id) ON DELETE CASCADE)",
  "CREATE TABLE nulling (id TEXT PRIMARY KEY, parent_id TEXT REFERENCES parents(id) ON DELETE SET NULL)",
  "CREATE TABLE plain (id TEXT PRIMARY KEY, parent_id TEXT REFERENCES parents(id))",
  "CREATE TABLE restricting (id TEXT PRIMARY KEY, parent_id TEXT REFERENCES parents(id) ON DELETE RESTRICT)",
  "CREATE TABLE grandchildren (id TEXT PRIMARY KEY, cascading_id TEXT NOT NULL REFERENCES cascading(id) ON DELETE CASCADE)",
  "CREATE TABLE restricted_grandchildren (id TEXT PRIMARY KEY, cascading_id TEXT REFERENCES cascading(id) ON DELETE RESTRICT)",
  "CREATE INDEX idx_parents_name ON parents (name)",
  "CREATE INDEX idx_grandchildren_cascading ON grandchildren (cascading_id)",
  "CREATE VIEW pairs AS SELECT parents.name, cascading.id FROM parents JOIN cascading ON cascading.parent_id = parents.id",
];
const filling = [
  "INSERT INTO parents (id, name) VALUES ('p1', 'one; and'), ('p2', NULL), ('p3', 'it''s')",
  "INSERT INTO cascading VALUES ('c1', 'p1'), ('c2', 'p2')",
  "INSERT INTO nulling VALUES ('n1', 'p1'), ('n2', NULL), ('n3', 'p3')",
  "INSERT INTO plain VALUES ('b1', 'p2'), ('b2', 'p3')",
  "INSERT INTO restricting VALUES ('r1', 'p1'), ('r2', 'p1')",
  "INSERT INTO grandchildren VALUES ('g1', 'c1'), ('g2', 'c1'), ('g3', 'c2')",
  "INSERT INTO restricted_grandchildren VALUES ('h1', 'c2')",
];
const tables = ["parents", "cascading", "nulling", "plain", "restricting", "grandchildren", "restricted_grandchildren"];
const usualRecipe = [
  "PRAGMA defer_foreign_keys = on",
  "CREATE TABLE new_parents (id TEXT PRIMARY KEY, name TEXT DEFAULT 'nobody')",
  "INSERT INTO new_parents SELECT id, name FROM parents",
  "DROP VIEW pairs",
  "DROP TABLE parents",
  "ALTER TABLE new_parents RENAME TO parents",
];

const contents = async (db) => {
  const all = {};
  for (const t of tables)
    all[t] = await rows(db, `SELECT rowid AS place, * FROM ${t} ORDER BY rowid`).catch(() => "gone");
  return all;
};
const withFamily = async (leaveOut, body) => {
  const { db, close } = await openFetchedD1();
  try {
    await run(
      db,
      family("").filter((s) => !leaveOut.some((t) => s.startsWith(`CREATE TABLE ${t} `))),
    );
    for (const s of filling.filter((f) => !leaveOut.some((t) => f.startsWith(`INSERT INTO ${t} `)))) await run(db, [s]);
    await body(db);
  } finally {
    await close();
  }
};

/** The migration that squall writes for the same change, cut at every semicolon. */
function ourStatements(before, after) {
  let sql;
  inFolder((folder) => {
    const [b, a] = ["before.sql", "after.sql"].map((f) => join(folder, f));
    writeFileSync(b, before.join(";\n"));
    writeFileSync(a, after.join(";\n"));
    const ran = squall(["diff", b, a]);
    assert.equal(ran.code, 0, ran.err);
    sql = ran.out;
  });
  return sql
    .split(";")
    .map((s) => s.trim())
    .filter(Boolean);
}

test("the usual recipe deletes CASCADE children and grandchildren, and takes SET NULL children their references", async () => {
  await withFamily(["plain", "restricting", "restricted_grandchildren"], async (db) => {
    await run(db, usualRecipe);
    const after = await contents(db);
    assert.equal(after.parents.length, 3);
    assert.deepEqual(after.cascading, []);
    assert.deepEqual(after.grandchildren, []);
    assert.deepEqual(
      after.nulling.map((r) => r.parent_id),
      [null, null, null],
    );
  });
});

test("the usual recipe fails where a NO ACTION or RESTRICT child has rows", async () => {
  await withFamily([], async (db) => {
    await assert.rejects(run(db, usualRecipe), /FOREIGN KEY|reset/i);
  });
});

test("squall's migration keeps every row, reference, index and view", async () => {
  const statements = ourStatements(family(""), family(" DEFAULT 'nobody'"));
  await withFamily([], async (db) => {
    const before = await contents(db);
    const objects = "SELECT type, name FROM sqlite_master WHERE name NOT LIKE '!_cf!_%' ESCAPE '!' ORDER BY type, name";
    const names = await rows(db, objects);
    await run(db, statements);
    assert.deepEqual(await contents(db), before);
    assert.deepEqual(await rows(db, "PRAGMA foreign_key_check"), []);
    assert.deepEqual(await rows(db, objects), names);
    assert.equal((await rows(db, "SELECT * FROM pairs")).length, 2);
    await run(db, ["INSERT INTO parents (id) VALUES ('p9')"]);
    assert.deepEqual(await rows(db, "SELECT name FROM parents WHERE id = 'p9'"), [{ name: "nobody" }]);
  });
});

test("squall's migration stops on D1 where the database holds more than the snapshot knows, and changes nothing", async () => {
  const statements = ourStatements(family(""), family(" DEFAULT 'nobody'"));
  await withFamily([], async (db) => {
    await run(db, [
      "CREATE TABLE unknown (id TEXT, parent_id TEXT REFERENCES parents(id) ON DELETE CASCADE)",
      "INSERT INTO unknown VALUES ('x', 'p1')",
    ]);
    const before = await contents(db);
    await assert.rejects(run(db, statements), /squall: table unknown refers to parents and is not in the snapshot/);
    assert.deepEqual(await contents(db), before);
    assert.equal((await rows(db, "SELECT * FROM unknown")).length, 1);
  });
});
