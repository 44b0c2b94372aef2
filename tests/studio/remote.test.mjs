// The studio over a remote D1: it shows the database as it is, sends nothing that writes, and counts nothing unasked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openFetchedD1 } from "../bindings/suite/fetched_d1.mjs";
import { startServer, token } from "../migrations/rest_server.mjs";
import { ask } from "./request.mjs";
import { openPage, startBrowser, startStudio } from "./studio.mjs";

const schema = [
  "CREATE TABLE notes (id INTEGER PRIMARY KEY, big INTEGER, share REAL, picture BLOB, text TEXT)",
  "CREATE VIRTUAL TABLE notes_found USING fts5(text, content='notes', content_rowid='id')",
  "CREATE VIEW long_notes AS SELECT id FROM notes WHERE length(text) > 3",
  "CREATE TRIGGER notes_add AFTER INSERT ON notes BEGIN INSERT INTO notes_found (rowid, text) VALUES (new.id, new.text); END",
  "INSERT INTO notes VALUES (1, 9007199254740993, 0.1, x'00ff', 'it''s; here'), (2, NULL, 5.0, NULL, 'ü')",
];

test("a remote database is shown exactly, and only read", async () => {
  const d1 = await openFetchedD1();
  for (const sql of schema) await d1.db.prepare(sql).run();
  const server = await startServer(d1);
  const studio = await startStudio(["--remote"], server.env);
  const browser = await startBrowser();
  try {
    const { tables, views } = await ask(studio, "schema");
    assert.deepEqual(
      tables.filter(({ kind }) => kind !== "shadow").map(({ name, kind, rows }) => [name, kind, rows]),
      [
        ["notes_found", "virtual", null],
        ["notes", "table", null],
      ],
    );
    assert.deepEqual(
      tables.find(({ name }) => name === "notes").triggers.map(({ name }) => name),
      ["notes_add"],
    );
    assert.equal(views[0].name, "long_notes");
    const page = await ask(studio, "rows", { table: "notes" });
    assert.deepEqual(
      page.rows.map(({ cells }) => cells),
      [
        [1, { integer: "9007199254740993" }, 0.1, { blob: "00ff" }, "it's; here"],
        [2, null, 5, null, "ü"],
      ],
    );
    assert.deepEqual(
      (await ask(studio, "sql", { sql: "SELECT rowid FROM notes_found WHERE text MATCH 'here'" })).rows,
      [[1]],
    );

    const sent = server.requests.length;
    for (const sql of ["DELETE FROM notes", "WITH a AS (SELECT 1) UPDATE notes SET text = ''", "PRAGMA optimize"])
      assert.equal((await ask(studio, "sql", { sql })).kind, "check", sql);
    assert.match((await ask(studio, "sql", { sql: "DELETE FROM notes", write: true })).message, /only read here/);
    assert.equal(server.requests.length, sent, "what is refused is not sent");

    const shown = await openPage(browser, studio.address);
    await shown.getByText("read only").waitFor();
    await shown.getByRole("link", { name: "notes", exact: true }).first().click();
    await shown.getByText("9007199254740993").waitFor();
    assert.equal(await shown.getByRole("button", { name: "New row" }).count(), 0);
    assert.deepEqual(shown.complaints, []);
    assert.ok(!server.requests.some(({ body }) => /count\(\*\) FROM notes/i.test(body)), "no table is counted");
    assert.ok(!studio.output().includes(token));
  } finally {
    await browser.close();
    await studio.stop();
    await server.stop();
  }
});

const family = [
  "CREATE TABLE parents (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, big INTEGER)",
  "CREATE TABLE children (parent INTEGER REFERENCES parents (id), name TEXT, PRIMARY KEY (parent, name)) WITHOUT ROWID",
  "CREATE TABLE quiet (id INTEGER PRIMARY KEY)",
  "CREATE TRIGGER quiet_add BEFORE INSERT ON quiet WHEN new.id = 7 BEGIN SELECT RAISE(IGNORE); END",
  "CREATE TABLE tags (k TEXT PRIMARY KEY, v)",
  "INSERT INTO tags VALUES (NULL, 1), ('a', 2)",
  "INSERT INTO parents VALUES (1, 'a', 9007199254740993), (2, 'b', NULL)",
  "INSERT INTO children VALUES (1, 'x')",
];
async function withWriter(use, schema = family) {
  const d1 = await openFetchedD1();
  for (const sql of schema) await d1.db.prepare(sql).run();
  const server = await startServer(d1);
  const studio = await startStudio(["--remote", "--write"], server.env);
  const stored = async (sql) => await d1.db.prepare(sql).raw();
  try {
    await use({ studio, server, stored, ask: (what, question) => ask(studio, what, question) });
    assert.ok(!studio.output().includes(token));
  } finally {
    await studio.stop();
    await server.stop();
  }
}
const a = { table: "parents", key: [1], was: { id: 1, name: "a", big: { integer: "9007199254740993" } } };
const b = { table: "parents", key: [2], was: { id: 2, name: "b", big: null } };

test("with --write rows are changed exactly, each change behind a bookmark", () =>
  withWriter(
    async ({ studio, server, stored, ask }) => {
      assert.deepEqual(await ask("update", { ...a, set: { big: { integer: "9223372036854775807" }, id: 3 } }), {
        key: [3],
        cells: [3, "a", { integer: "9223372036854775807" }],
      });
      assert.deepEqual((await ask("insert", { table: "parents", set: { name: "it's; ü" } })).key, [4]);
      assert.deepEqual((await ask("insert", { table: "children", set: { parent: 2, name: "y" } })).key, [2, "y"]);
      assert.deepEqual(await ask("delete", { table: "children", key: [2, "y"], was: { parent: 2, name: "y" } }), {});
      assert.deepEqual(await stored("SELECT id, name, CAST(big AS TEXT) FROM parents ORDER BY id"), [
        [2, "b", null],
        [3, "a", "9223372036854775807"],
        [4, "it's; ü", null],
      ]);
      assert.equal(server.travel.given.length, 4);
      for (const { bookmark } of server.travel.given)
        assert.ok(studio.output().includes(`to return: squall restore --remote ${bookmark}`));
    },
    family.slice(0, -1),
  ));

test("a change that is refused there leaves everything as it was, and says which row and why", () =>
  withWriter(async ({ server, stored, ask }) => {
    const before = await stored("SELECT * FROM parents");
    const refusals = [
      ["update", { ...a, was: { ...a.was, name: "A" }, set: { name: "c" } }, "changed", /changed or deleted since/],
      ["update", { ...a, set: { name: "b" } }, "conflict", /parents.name/],
      ["update", { ...a, set: { name: null } }, "not_null", /parents.name/],
      ["delete", a, "foreign_key", /1 rows of children refer to this row/],
      ["insert", { table: "children", set: { parent: 9, name: "z" } }, "foreign_key", /FOREIGN KEY/],
      ["insert", { table: "children", set: { parent: 1 } }, "not_null", /children.name/],
      ["insert", { table: "tags", set: { v: 3 } }, "check", /several rows of tags have this key/],
      [
        "update",
        { table: "tags", key: ["a"], was: { k: "a", v: 2 }, set: { k: null } },
        "check",
        /several rows of tags/,
      ],
      ["insert", { table: "quiet", set: { id: 7 } }, "check", /a trigger of quiet ignored the row/],
      [
        "sql",
        { write: true, sql: "DELETE FROM children; INSERT INTO parents (name) VALUES ('a')" },
        "conflict",
        /name/,
      ],
      ["sql", { write: true, sql: "UPDATE parents SET big = 1 RETURNING big" }, "invalid_argument", /RETURNING/],
      ["sql", { write: true, sql: "DELETE FROM children; SELECT 1" }, "invalid_argument", /by themselves/],
      ["sql", { write: true, sql: "DELETE FROM children; DELETE FROM absent" }, "internal", /no such table: absent/],
      ["sql", { write: true, sql: "DELETE FROM children; ATTACH 'x' AS x" }, "check", /not allowed here/],
    ];
    for (const [what, question, kind, message] of refusals) {
      const refused = await ask(what, question);
      assert.equal(refused.kind, kind, JSON.stringify([what, question, refused]));
      assert.match(refused.message, message);
    }
    const changes = [
      { do: "insert", table: "quiet", set: { id: 1 } },
      { do: "update", ...b, set: { big: 5 } },
      { do: "update", ...a, was: { ...a.was, big: 5 }, set: { name: "c" } },
    ];
    const refused = await ask("apply", { changes });
    assert.deepEqual([refused.kind, refused.change], ["changed", 2]);
    assert.match(refused.message, /^parents, 1: this row/);
    assert.deepEqual(await stored("SELECT * FROM parents"), before);
    assert.deepEqual(await stored("SELECT count(*) FROM quiet UNION ALL SELECT count(*) FROM children"), [[0], [1]]);

    server.travel.fault = { status: 500, code: 7500, message: "no travel" };
    const sent = server.requests.length;
    const unmarked = await ask("update", { ...a, set: { name: "c" } });
    assert.match(unmarked.message, /no travel.*; nothing was changed: no bookmark leads back/);
    assert.ok(server.requests.slice(sent).every(({ path }) => path.includes("time_travel")));
  }));

test("several changes and several statements are one request, and its answer has the bookmark", () =>
  withWriter(async ({ server, stored, ask }) => {
    const changes = [
      { do: "delete", table: "children", key: [1, "x"], was: { parent: 1, name: "x" } },
      { do: "delete", ...a },
      { do: "insert", table: "children", set: { parent: 5, name: "early" } },
      { do: "insert", table: "parents", set: { id: 5, name: "late" } },
    ];
    const { rows, bookmark } = await ask("apply", { changes });
    assert.deepEqual(
      rows.map((row) => row?.key),
      [undefined, undefined, [5, "early"], [5]],
    );
    assert.equal(bookmark, server.travel.given[0].bookmark);
    const sql = "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes (text) VALUES ('a'), ('b')";
    const done = await ask("sql", { write: true, sql });
    assert.deepEqual([done.changed, done.bookmark], [2, server.travel.given[1].bookmark]);
    assert.deepEqual(await stored("SELECT text FROM notes"), [["a"], ["b"]]);
    assert.ok(
      (await ask("schema")).tables.some(({ name }) => name === "notes"),
      "the new table is shown at once",
    );
    assert.equal(server.requests.filter(({ body }) => body.includes("defer_foreign_keys")).length, 2);
    const commented =
      "DELETE FROM notes WHERE text = 'a' -- ; one\n; /* two; */ INSERT INTO notes (text) VALUES ('c') -- three";
    assert.equal((await ask("sql", { write: true, sql: commented })).changed, 2);
    assert.deepEqual(await stored("SELECT text FROM notes ORDER BY id"), [["b"], ["c"]]);
  }));

test("the page says that a remote database is changed, and how to return", () =>
  withWriter(async ({ studio, server, stored }) => {
    const browser = await startBrowser();
    try {
      const sql = "UPDATE parents SET big = 7 WHERE id = 2";
      const page = await openPage(browser, studio.address);
      await page.getByText("remote, writable").waitFor();
      await page.goto(`${studio.address}#/sql?${new URLSearchParams({ sql })}`);
      await page.getByLabel("Allow writes").check();
      await page.getByRole("button", { name: "Run" }).click();
      await page.getByText("bookmark before: 00000001").waitFor();
      assert.equal(server.travel.given.length, 1);
      assert.deepEqual(await stored("SELECT big FROM parents WHERE id = 2"), [[7]]);
      assert.deepEqual(page.complaints, []);
    } finally {
      await browser.close();
    }
  }));

test("an answer that is lost is not called a failure", () =>
  withWriter(async ({ server, stored, ask }) => {
    await ask("rows", { table: "parents" });
    server.faults.push(undefined, "close"); // the bookmark, then the change
    const lost = await ask("update", { ...b, set: { name: "c" } });
    assert.equal(lost.kind, "uncertain");
    assert.match(lost.message, /may have been made: read the rows again/);
    assert.equal((await stored("SELECT name FROM parents WHERE id = 2")).length, 1);
  }));

test("a remote database that cannot be reached, or refuses the token, is an error of the command", async () => {
  const server = await startServer();
  try {
    server.faults.push({ status: 403, code: 10000, message: `Authentication error ${token}` });
    const refused = await startStudio(["--remote"], server.env).then(
      () => assert.fail("it started"),
      (error) => String(error),
    );
    assert.match(refused, /ended with 4.*Authentication error/s);
    assert.ok(!refused.includes(token));
  } finally {
    await server.stop();
  }
});
