// The studio on databases that squall did not make: every kind of table that SQLite has.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { squall } from "../migrations/tool.mjs";
import { folder, studios, open, tableOf, named, walk, roundTrip } from "./any_database.mjs";
import { ask } from "./request.mjs";
import { root, startStudio } from "./studio.mjs";

test("the mail example's schema: full-text search, its triggers, rows", async () => {
  const file = join(folder, "mail.sqlite");
  const migrated = squall(["migrate", "--sqlite", file, "--migrations", join(root, "worker/examples/mail/migrations")]);
  assert.equal(migrated.code, 0, migrated.err);
  const studio = await startStudio(["--sqlite", file]);
  studios.push(studio);
  const { tables } = await ask(studio, "schema");
  const index = tables.find((t) => t.kind === "virtual");
  assert.ok(index, "the full-text index is listed");
  const content = tables.find(
    (t) => t.kind === "table" && index.columns.every((c) => t.columns.some((o) => o.name === c.name)),
  );
  const set = Object.fromEntries(
    content.columns
      .filter((c) => !c.generated && !c.nullable && !c.default)
      .map((c) => [c.name, c.kind === "integer" ? 1 : c.kind === "timestamp" ? "2026-01-01T00:00:00.000Z" : "wombat"]),
  );
  const sql = (text, write = false) => ask(studio, "sql", { sql: text, write });
  assert.equal((await sql("PRAGMA foreign_key_list(" + content.name + ")")).kind, undefined);
  for (const key of content.foreign_keys) {
    const parent = tables.find((t) => t.name === key.table);
    const values = Object.fromEntries(
      parent.columns.filter((c) => !c.nullable && !c.default).map((c) => [c.name, c.kind === "integer" ? 1 : "wombat"]),
    );
    await ask(studio, "insert", {
      table: parent.name,
      set: { ...values, [key.to[0]]: set[key.columns[0]] ?? "wombat" },
    });
  }
  const made = await ask(studio, "insert", { table: content.name, set });
  assert.ok(made.key, JSON.stringify(made));
  const found = await sql(`SELECT rowid FROM ${index.name} WHERE ${index.name} MATCH 'wombat'`);
  assert.equal(found.rows?.length, 1, JSON.stringify(found));
  assert.ok((await sql(`EXPLAIN QUERY PLAN SELECT * FROM ${index.name} ('wombat')`)).rows);
  assert.ok((await ask(studio, "explain", { sql: `SELECT * FROM ${index.name} ('wombat')` })).nodes);
  assert.deepEqual(
    await ask(studio, "delete", { table: content.name, key: made.key, was: named(content, made.cells) }),
    {},
  );
  assert.equal((await sql(`SELECT rowid FROM ${index.name} WHERE ${index.name} MATCH 'wombat'`)).rows.length, 0);
});

test("full-text indexes in their three forms, R*Tree, and the tables behind them", async () => {
  const studio = await open(
    "virtual",
    `CREATE VIRTUAL TABLE own USING fts5(title, body, tokenize = 'porter unicode61');
     INSERT INTO own VALUES ('one', 'the quick fox'), ('two', 'lazy dogs'), ('three', 'running foxes');
     CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);
     CREATE VIRTUAL TABLE outer_text USING fts5(text, content = 'notes', content_rowid = 'id', prefix = '2 3');
     CREATE TRIGGER ai AFTER INSERT ON notes BEGIN INSERT INTO outer_text (rowid, text) VALUES (new.id, new.text); END;
     CREATE TRIGGER ad AFTER DELETE ON notes BEGIN
       INSERT INTO outer_text (outer_text, rowid, text) VALUES ('delete', old.id, old.text); END;
     INSERT INTO notes VALUES (5, 'wombats dig'), (9, 'badgers dig');
     CREATE VIRTUAL TABLE nothing_kept USING fts5(a, content = '');
     INSERT INTO nothing_kept (rowid, a) VALUES (1, 'x'), (2, 'y');
     CREATE VIRTUAL TABLE words USING fts5vocab('own', 'row');
     CREATE VIRTUAL TABLE boxes USING rtree(id, min_x, max_x, min_y, max_y, +label TEXT);
     INSERT INTO boxes VALUES (1, 0, 1, 0, 1, 'a'), (2, 5, 6, 5, 6, 'b'), (3, 7, 8, 7, 8, 'c');`,
  );
  const { tables } = await ask(studio, "schema");
  const kinds = Object.fromEntries(tables.map((t) => [t.name, t.kind]));
  assert.equal(kinds.own, "virtual");
  assert.equal(kinds.boxes, "virtual");
  assert.equal(kinds.own_data, "shadow");
  assert.equal(kinds.boxes_node, "shadow");
  assert.equal(kinds.notes, "table");
  assert.deepEqual(
    tables.filter((t) => t.fault),
    [],
  );
  for (const name of ["own", "notes", "outer_text", "nothing_kept", "boxes"]) await walk(studio, name);
  const one = async (sql) => (await ask(studio, "sql", { sql })).rows;
  assert.deepEqual(await one("SELECT title FROM own WHERE own MATCH 'fox' ORDER BY rowid"), [["one"], ["three"]]);
  assert.deepEqual(await one("SELECT rowid FROM outer_text('dig') ORDER BY rank, rowid"), [[5], [9]]);
  assert.deepEqual(await one("SELECT id FROM boxes WHERE min_x >= 5 AND max_y <= 6"), [[2]]);
  assert.ok((await one("SELECT term FROM words")).length > 3);
  await roundTrip(studio, "own", { title: "four", body: "green frogs" }, { body: "red frogs" });
  await roundTrip(studio, "notes", { text: "otters swim" }, { text: "otters dive" });
  await roundTrip(studio, "boxes", { id: 7, min_x: 1, max_x: 2, min_y: 1, max_y: 2 }, { label: "moved" });
  const behind = await ask(studio, "rows", { table: "own_content" });
  const [row] = behind.rows;
  const was = named(await tableOf(studio, "own_content"), row.cells);
  const refused = await ask(studio, "update", { table: "own_content", key: row.key, was, set: { c0: "x" } });
  assert.match(refused.message, /may not be modified/);
  for (const sql of [
    "DELETE FROM own",
    "INSERT INTO boxes VALUES (9, 0, 1, 0, 1, '')",
    "INSERT INTO own (own) VALUES ('rebuild')",
  ])
    assert.match((await ask(studio, "sql", { sql })).message, /read-only/, sql);
  assert.equal((await tableOf(studio, "own")).rows, 3);
});

test("tables without rowid or key, hidden rowids, generated columns, views, a module that is not there", async () => {
  const studio = await open(
    "kinds",
    `CREATE TABLE pairs (a TEXT, b INT, note, PRIMARY KEY (a DESC, b)) WITHOUT ROWID;
     INSERT INTO pairs VALUES ('x', 1, 'n'), ('x', 2, NULL), ('y', 1, 3.5);
     CREATE TABLE hides_one (rowid TEXT, v);
     INSERT INTO hides_one VALUES ('same', 1), ('same', 1), ('same', 2);
     CREATE TABLE hides_two (RowID TEXT, _ROWID_ INT);
     INSERT INTO hides_two VALUES ('a', 1), ('b', 2), ('c', 3);
     CREATE TABLE hides_all (rowid, oid, _rowid_);
     INSERT INTO hides_all VALUES (1, 2, 3), (1, 2, 3), (4, 5, 6);
     CREATE TABLE made (w INTEGER, h INTEGER, area INTEGER AS (w * h), twice INTEGER AS (area * 2) STORED, t TEXT AS (w || 'x' || h));
     INSERT INTO made (w, h) VALUES (2, 3), (4, 5), (NULL, 1);
     CREATE TABLE null_keys (k TEXT PRIMARY KEY, v);
     INSERT INTO null_keys VALUES (NULL, 1), (NULL, 2), ('a', 3), (NULL, 4), ('b', 5);
     CREATE TABLE strict_one (id INTEGER PRIMARY KEY, a ANY, b BLOB) STRICT;
     INSERT INTO strict_one VALUES (1, 'x', x'00'), (2, 1.5, NULL);
     CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT, v TEXT CHECK (v IN ('a', 'b')) DEFAULT ('a' || ''));
     INSERT INTO counted (v) VALUES ('a'), ('b'), ('a');
     CREATE UNIQUE INDEX by_lower ON counted (lower(v), id DESC) WHERE v <> 'a, ) WHERE';
     CREATE VIEW [a view] AS WITH c AS (SELECT 1 AS n) SELECT n, 'x;y' AS t FROM c;
     CREATE VIEW broken AS SELECT * FROM nowhere;
     CREATE TABLE "with a trigger" (id INTEGER PRIMARY KEY, v);
     CREATE TRIGGER ignores BEFORE INSERT ON "with a trigger" WHEN new.v = 'no' BEGIN SELECT RAISE(IGNORE); END;
     PRAGMA writable_schema = on;
     INSERT INTO sqlite_schema VALUES ('table', 'far', 'far', 0, 'CREATE VIRTUAL TABLE far USING a_module(x)');`,
  );
  const { tables, views } = await ask(studio, "schema");
  assert.deepEqual(
    views.map(({ name, query, sql, columns, fault }) => [name, query, sql, columns.map((c) => c.name), fault]),
    [
      [
        "a view",
        "WITH c AS (SELECT 1 AS n) SELECT n, 'x;y' AS t FROM c",
        "CREATE VIEW [a view] AS WITH c AS (SELECT 1 AS n) SELECT n, 'x;y' AS t FROM c",
        ["n", "t"],
        "",
      ],
      [
        "broken",
        "SELECT * FROM nowhere",
        "CREATE VIEW broken AS SELECT * FROM nowhere",
        [],
        "no such table: main.nowhere",
      ],
    ],
  );
  assert.deepEqual((await ask(studio, "rows", { table: "a view" })).rows, [{ key: [], cells: [1, "x;y"] }]);
  assert.match((await ask(studio, "insert", { table: "a view", set: { n: 1 } })).message, /neither a key nor a rowid/);
  const generated = tables.find((t) => t.name === "made").columns.filter((c) => c.generated);
  assert.deepEqual(
    generated.map((c) => [c.name, c.generated_as, c.stored]),
    [
      ["area", "w * h", false],
      ["twice", "area * 2", true],
      ["t", "w || 'x' || h", false],
    ],
  );
  const [trigger] = tables.find((t) => t.name === "with a trigger").triggers;
  assert.deepEqual([trigger.name, trigger.declared], ["ignores", false]);
  assert.match(trigger.sql, /^CREATE TRIGGER ignores BEFORE INSERT/);
  const [byLower] = tables.find((t) => t.name === "counted").indexes;
  assert.deepEqual([byLower.declared, byLower.sql.startsWith("CREATE UNIQUE INDEX by_lower")], [false, true]);
  assert.ok((await ask(studio, "schema")).internal.some((t) => t.name === "sqlite_sequence"));
  const key = Object.fromEntries(tables.map((t) => [t.name, t.key]));
  assert.deepEqual(key.pairs, ["a", "b"]);
  assert.deepEqual(key.hides_one, ["_rowid_"]);
  assert.deepEqual(key.hides_two, ["oid"]);
  assert.deepEqual(key.hides_all, []);
  const far = tables.find((t) => t.name === "far");
  assert.match(far.fault, /no such module/);
  assert.match((await ask(studio, "rows", { table: "far" })).message, /no such module/);
  for (const name of ["pairs", "hides_one", "hides_two", "made", "strict_one", "counted"]) await walk(studio, name);
  const all = await ask(studio, "rows", { table: "hides_all" });
  assert.deepEqual(
    all.rows.map((r) => r.cells),
    [
      [1, 2, 3],
      [1, 2, 3],
      [4, 5, 6],
    ],
  );
  assert.match((await ask(studio, "row", { table: "hides_all", key: [] })).message, /neither a key nor a rowid/);
  assert.match(
    (await ask(studio, "insert", { table: "hides_all", set: { rowid: 1 } })).message,
    /neither a key nor a rowid/,
  );

  await roundTrip(studio, "pairs", { a: "z", b: 9 }, { note: "n" });
  await roundTrip(studio, "hides_one", { rowid: "text", v: 5 }, { rowid: "other" });
  await roundTrip(studio, "hides_two", { RowID: "text" }, { _ROWID_: 7 });
  await roundTrip(studio, "made", { w: 7, h: 2 }, { h: 3 });
  await roundTrip(studio, "strict_one", { a: 1 }, { a: { blob: "00ff" } });
  await roundTrip(studio, "counted", {}, { v: "b" });
  assert.equal((await ask(studio, "insert", { table: "made", set: { area: 1 } })).kind, "invalid_argument");
  const ignored = await ask(studio, "insert", { table: "with a trigger", set: { v: "no" } });
  assert.match(ignored.message, /a trigger of with a trigger ignored the row/);

  const counted = tables.find((t) => t.name === "counted");
  assert.deepEqual(counted.columns[1].values, ["a", "b"]);
  assert.deepEqual(counted.indexes, [
    {
      name: "by_lower",
      unique: true,
      columns: ["lower(v)", "id DESC"],
      where: "v <> 'a, ) WHERE'",
      sql: "CREATE UNIQUE INDEX by_lower ON counted (lower(v), id DESC) WHERE v <> 'a, ) WHERE'",
      declared: false,
    },
  ]);
  // Every row of a key that may be NULL is listed once; which one a NULL means is not guessed.
  const page = await ask(studio, "rows", { table: "null_keys" });
  assert.deepEqual(page.rows.map((r) => r.cells[1]).sort(), [1, 2, 3, 4, 5]);
  assert.match(
    (await ask(studio, "row", { table: "null_keys", key: [null] })).message,
    /several rows .* have this key/,
  );
  const keyed = await ask(studio, "update", {
    table: "null_keys",
    key: [null],
    was: { k: null, v: 2 },
    set: { v: 20 },
  });
  assert.match(keyed.message, /several rows/);
  assert.deepEqual((await ask(studio, "sql", { sql: "SELECT v FROM null_keys ORDER BY v" })).rows, [
    [1],
    [2],
    [3],
    [4],
    [5],
  ]);
});

test("foreign keys in other case, to unnamed columns, to nowhere, to the table itself", async () => {
  const studio = await open(
    "keys",
    `CREATE TABLE Parents (Id INTEGER PRIMARY KEY, Code TEXT UNIQUE);
     CREATE TABLE children (id INTEGER PRIMARY KEY, p INT REFERENCES PARENTS (ID), q INT REFERENCES parents, c TEXT REFERENCES pArEnTs (CODE),
       up INT REFERENCES Children, lost INT REFERENCES nowhere, wrong INT REFERENCES parents (absent));
     INSERT INTO Parents VALUES (1, 'a'), (2, 'b');
     INSERT INTO children VALUES (1, 1, 2, 'a', NULL, NULL, NULL), (2, 1, 1, 'b', 1, NULL, NULL);`,
  );
  const { foreign_keys } = await tableOf(studio, "children");
  assert.deepEqual(Object.fromEntries(foreign_keys.map((k) => [k.columns[0], [k.table, ...k.to]])), {
    p: ["Parents", "Id"],
    q: ["Parents", "Id"],
    c: ["Parents", "Code"],
    up: ["children", "id"],
    lost: ["nowhere"],
    wrong: ["Parents"],
  });
  const { referred } = await ask(studio, "row", { table: "Parents", key: [1] });
  assert.deepEqual(Object.fromEntries(referred.map((r) => [r.columns[0], r.rows])), { p: 2, q: 1, c: 1 });
  const gone = await ask(studio, "delete", { table: "Parents", key: [1], was: { Id: 1, Code: "a" } });
  assert.equal(gone.kind, "foreign_key");
});

test("a schema that another connection changes between two questions", async () => {
  const studio = await open("changing", "CREATE TABLE a (id INTEGER PRIMARY KEY, v); INSERT INTO a VALUES (1, 'x')");
  const file = join(folder, "changing.sqlite");
  const other = await startStudio(["--sqlite", file]);
  studios.push(other);
  for (let i = 0; i < 20; i++) {
    const sql = `CREATE TABLE b${i} (id INTEGER PRIMARY KEY, a INT REFERENCES a); INSERT INTO b${i} VALUES (1, 1)`;
    const [made, row, page] = await Promise.all([
      ask(other, "sql", { sql, write: true }),
      ask(studio, "row", { table: "a", key: [1] }),
      ask(studio, "rows", { table: "a" }),
    ]);
    assert.equal(made.kind, undefined, JSON.stringify(made));
    assert.equal(row.cells[1], "x");
    assert.equal(page.total, 1);
  }
  assert.equal((await ask(studio, "row", { table: "a", key: [1] })).referred.length, 20);
});

test("a file that is no database is refused when the command starts", () => {
  for (const content of ["not a database", Buffer.alloc(5000, 7), "SQLite format 3\0".padEnd(3000, "x")]) {
    const file = join(folder, "other.txt");
    writeFileSync(file, content);
    const { code, err } = squall(["studio", "--sqlite", file]);
    assert.equal(code, 4);
    assert.match(err, /cannot be read as a SQLite database/);
  }
});
