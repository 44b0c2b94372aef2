// The studio on databases that squall did not make: every kind of table that SQLite has, hostile names and values.
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { squall } from "../migrations/tool.mjs";
import { ask } from "./request.mjs";
import { openPage, root, startBrowser, startStudio } from "./studio.mjs";

const folder = mkdtempSync(join(tmpdir(), "studio-any-"));
const studios = [];
let sqlite3;
before(async () => (sqlite3 = await sqlite3InitModule()));
after(async () => {
  await Promise.all(studios.map((s) => s.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** A file that another SQLite made, and a studio on it. */
async function open(name, ...statements) {
  const db = new sqlite3.oo1.DB(":memory:");
  for (const sql of statements) db.exec(sql);
  const file = join(folder, `${name}.sqlite`);
  writeFileSync(file, sqlite3.capi.sqlite3_js_db_export(db));
  db.close();
  const studio = await startStudio(["--sqlite", file]);
  studios.push(studio);
  return studio;
}
const tableOf = async (studio, name) => (await ask(studio, "schema")).tables.find((t) => t.name === name);
const named = (table, cells) => Object.fromEntries(table.columns.map((c, i) => [c.name, cells[i]]));
/** Every row by pages of two, each opened by its key. */
async function walk(studio, name) {
  const table = await tableOf(studio, name);
  const rows = [];
  let after = null;
  do {
    const page = await ask(studio, "rows", { table: name, limit: 2, after });
    assert.ok(page.rows, `${name}: ${JSON.stringify(page)}`);
    rows.push(...page.rows);
    after = page.next;
  } while (after);
  assert.equal(rows.length, table.rows, name);
  for (const row of rows)
    assert.deepEqual((await ask(studio, "row", { table: name, key: row.key })).key, row.key, name);
  return rows;
}
/** Adds a row, changes it, and deletes it again. */
async function roundTrip(studio, name, first, second) {
  const table = await tableOf(studio, name);
  const made = await ask(studio, "insert", { table: name, set: first });
  assert.ok(made.key, `${name}: ${JSON.stringify(made)}`);
  const changed = await ask(studio, "update", {
    table: name,
    key: made.key,
    was: named(table, made.cells),
    set: second,
  });
  assert.ok(changed.key, `${name}: ${JSON.stringify(changed)}`);
  for (const [column, value] of Object.entries(second)) assert.deepEqual(named(table, changed.cells)[column], value);
  const was = named(table, changed.cells);
  const stale = await ask(studio, "delete", { table: name, key: changed.key, was: named(table, made.cells) });
  assert.equal(stale.kind, "changed", name);
  assert.deepEqual(await ask(studio, "delete", { table: name, key: changed.key, was }), {}, name);
  assert.equal((await ask(studio, "row", { table: name, key: changed.key })).kind, "not_found");
}

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
  assert.deepEqual(views, [
    { name: "a view", query: "WITH c AS (SELECT 1 AS n) SELECT n, 'x;y' AS t FROM c" },
    { name: "broken", query: "SELECT * FROM nowhere" },
  ]);
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
    { name: "by_lower", unique: true, columns: ["lower(v)", "id DESC"], where: "v <> 'a, ) WHERE'" },
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

const hostileNames = [
  'a "quoted" name',
  "it's",
  "semi; DROP TABLE notes; --",
  "[brackets]",
  "`ticks`",
  "both ] and ` and \" and '",
  "line\nbreak",
  "\u001b[2J\u0007",
  "</script><img src=x onerror=alert(1)>",
  "SELECT",
  "2024",
  "__proto__",
  "constructor",
  "größe 大小 😀",
  "\u202eright to left",
  "%00%2e%2e/",
  " ",
  "rowid",
  "t",
];
const quoted = (name) => `"${name.replaceAll('"', '""')}"`;

test("hostile names of tables and columns, in the answers and in the page", async () => {
  const studio = await open(
    "names",
    ...hostileNames.map(
      (name) =>
        `CREATE TABLE ${quoted(name)} (id TEXT PRIMARY KEY, ${quoted(`${name}.`)} TEXT);
         INSERT INTO ${quoted(name)} VALUES ('1', ${`'${name.replaceAll("'", "''")}'`}), ('2', NULL);
         CREATE INDEX ${quoted(`by ${name}`)} ON ${quoted(name)} (${quoted(`${name}.`)});
         CREATE VIEW ${quoted(`view ${name}`)} AS SELECT * FROM ${quoted(name)};`,
    ),
    `CREATE TABLE wide (${hostileNames.map(quoted).join(", ")}); INSERT INTO wide DEFAULT VALUES;`,
  );
  const { tables, views } = await ask(studio, "schema");
  assert.deepEqual(new Set(tables.map((t) => t.name)), new Set([...hostileNames, "wide"]));
  assert.equal(views.length, hostileNames.length);
  for (const name of hostileNames) {
    const rows = await walk(studio, name);
    assert.deepEqual(rows[0].cells, ["1", name]);
    const filter = [{ column: `${name}.`, is: "=", value: name }];
    assert.equal(
      (await ask(studio, "rows", { table: name, filter, sort: { column: `${name}.`, descends: true } })).total,
      1,
    );
    await roundTrip(studio, name, { id: "3" }, { [`${name}.`]: name });
  }
  assert.equal((await walk(studio, "wide")).length, 1);

  const browser = await startBrowser();
  try {
    const page = await openPage(browser, studio.address);
    for (const name of [...hostileNames, "wide"]) {
      await page.goto(`${studio.address}#/table/${encodeURIComponent(name)}`);
      await page.locator("table.grid tbody tr").first().waitFor();
      assert.equal(await page.locator("h1").textContent(), name);
      await page.goto(`${studio.address}#/table/${encodeURIComponent(name)}/columns`);
      await page.locator("main, body").first().waitFor();
    }
    // A column called __proto__ is edited like any other.
    await page.goto(`${studio.address}#/table/wide?row=${encodeURIComponent("[1]")}`);
    await page.getByRole("button", { name: "Edit" }).click();
    const field = page.locator("#field-__proto__");
    await page.locator(".field", { has: field }).getByRole("checkbox").uncheck();
    await field.fill("kept");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Edit" }).waitFor();
    const stored = await ask(studio, "sql", { sql: 'SELECT "__proto__", "constructor" FROM wide' });
    assert.deepEqual(stored.rows, [["kept", null]]);
    await page.goto(`${studio.address}#/`);
    await page.getByText("view both ]").click();
    await page.waitForURL(/#\/sql/);
    assert.deepEqual(page.complaints, []);
  } finally {
    await browser.close();
  }
});

test("values of every kind: huge cells, texts that are not UTF-8, NUL, infinities, 64 bits", async () => {
  const studio = await open(
    "values",
    `CREATE TABLE v (id INTEGER PRIMARY KEY, x);
     INSERT INTO v VALUES (1, CAST(x'ff00fe' AS TEXT)), (2, 'a' || char(0) || 'b'), (3, 9e999), (4, -9e999),
       (5, 9223372036854775807), (6, x''), (7, ''), (8, char(0xfeff) || 'bom'), (9, -0.0), (10, 1e-320),
       (11, replace(hex(zeroblob(3000000)), '00', 'é')), (12, randomblob(3000000)), (13, CAST(zeroblob(2000000) AS TEXT));
     CREATE TABLE large (id INTEGER PRIMARY KEY, x BLOB);
     WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 30) INSERT INTO large SELECT i, zeroblob(4000000) FROM n;`,
  );
  const rows = await walk(studio, "v");
  const value = (id) => rows.find((r) => r.key[0] === id).cells[1];
  assert.deepEqual(value(1), { text_bytes: "ff00fe" });
  assert.equal(value(2), "a\0b");
  assert.deepEqual([value(3), value(4)], [{ real: "inf" }, { real: "-inf" }]);
  assert.deepEqual(value(5), { integer: "9223372036854775807" });
  assert.deepEqual([value(6), value(7), value(8)], [{ blob: "" }, "", "\ufeffbom"]);
  assert.equal(value(11).length, 6_000_000);
  assert.equal(value(12).blob.length, 64);
  // Each row is found again as it was read, and changed; one whose value is not shown whole keeps the rest.
  for (const id of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]) {
    const { key, cells } = await ask(studio, "row", { table: "v", key: [id] });
    const was = { id, x: cells[1] };
    const back = await ask(studio, "update", { table: "v", key, was, set: { id: id + 100 } });
    assert.deepEqual(back.key, [id + 100], JSON.stringify(back).slice(0, 200));
    const stale = await ask(studio, "update", { table: "v", key: back.key, was: { id, x: cells[1] }, set: { id } });
    assert.equal(stale.kind, "changed");
    if (id > 10) {
      const cut = await ask(studio, "update", {
        table: "v",
        key: back.key,
        was: { id: id + 100, x: cells[1] },
        set: { x: { text: "a", length: 5 } },
      });
      assert.match(cut.message, /shown only in part/);
    }
  }
  const sizes = await ask(studio, "sql", { sql: "SELECT length(CAST(x AS BLOB)) FROM v WHERE id > 110" });
  assert.deepEqual(sizes.rows, [[6_000_000], [3_000_000], [2_000_000]]);
  const all = await ask(studio, "rows", { table: "large", limit: 30 });
  assert.equal(all.rows.length, 30);
  const memory = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${studio.child.pid}/status`, "utf8"))[1]);
  assert.ok(memory < 200_000, `${memory} KB`);
  const sorted = await ask(studio, "rows", { table: "large", limit: 2, sort: { column: "x", descends: false } });
  assert.match(sorted.message, /too large to page by/);
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

test("a database in UTF-16: names, texts, a long one, BLOBs, and a row added, changed and deleted", async () => {
  const long = "ü😀".repeat(400);
  const studio = await open(
    "utf16",
    "PRAGMA encoding = 'UTF-16be'",
    `CREATE TABLE "é" (id TEXT PRIMARY KEY NOT NULL, v TEXT, b BLOB)`,
    `INSERT INTO "é" VALUES ('a ä', 'zwölf', x'00ff'), ('b', '${long}', NULL), ('c', '', x'')`,
  );
  const rows = await walk(studio, "é");
  assert.deepEqual(rows[0].cells, ["a ä", "zwölf", { blob: "00ff" }]);
  assert.equal(rows[1].cells[1].length, Buffer.byteLength(long));
  assert.ok(long.startsWith(rows[1].cells[1].text));
  const whole = await ask(studio, "row", { table: "é", key: rows[1].key });
  assert.equal(whole.cells[1], long);
  await roundTrip(studio, "é", { id: "ö", v: "ñ" }, { v: "日本" });
});
