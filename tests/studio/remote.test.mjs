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
