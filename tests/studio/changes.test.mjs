// Changes through the studio: tested by the declarations, guarded by the row as it was read.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { squall } from "../migrations/tool.mjs";
import { ask } from "./request.mjs";
import { startStudio } from "./studio.mjs";

const folder = mkdtempSync(join(tmpdir(), "studio-tests-"));
const file = join(folder, "app.sqlite");
let studio, other, reading, columns;
before(async () => {
  squall(["push", "--sqlite", file]);
  squall(["seed", "--sqlite", file, "--rows", "10"]);
  [studio, other, reading] = await Promise.all([
    startStudio(["--sqlite", file, "--time-limit", "1"]),
    startStudio(["--sqlite", file]),
    startStudio(["--sqlite", file, "--read-only"]),
  ]);
  const { tables } = await ask(studio, "schema");
  columns = Object.fromEntries(tables.map((t) => [t.name, t.columns.map((c) => c.name)]));
});
after(async () => {
  await Promise.all([studio?.stop(), other?.stop(), reading?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const named = (table, cells) => Object.fromEntries(columns[table].map((name, i) => [name, cells[i]]));
async function firstOf(table, filter = []) {
  const page = await ask(studio, "rows", { table, limit: 1, filter });
  const row = await ask(studio, "row", { table, key: page.rows[0].key });
  return { key: row.key, was: named(table, row.cells) };
}
async function refused(table, set, kind, message) {
  const { key, was } = await firstOf(table);
  const got = await ask(studio, "update", { table, key, was, set });
  assert.equal(got.kind, kind, JSON.stringify(got));
  assert.match(got.message, message);
  assert.equal(got.column, Object.keys(set)[0]);
  const { cells } = await ask(studio, "row", { table, key });
  assert.deepEqual(named(table, cells), was);
}

test("a change is made, and undone by its own values", async () => {
  const { key, was } = await firstOf("agents");
  const changed = await ask(studio, "update", {
    table: "agents",
    key,
    was,
    set: { name: "Another", description: null },
  });
  assert.deepEqual(named("agents", changed.cells), { ...was, name: "Another", description: null });
  const back = { name: was.name, description: was.description };
  const undone = await ask(studio, "update", { table: "agents", key, was: named("agents", changed.cells), set: back });
  assert.deepEqual(named("agents", undone.cells), was);
});

test("what the declarations refuse is refused, and names its column", async () => {
  await refused("agents", { name: null }, "not_null", /name/);
  await refused("agents", { status: "asleep" }, "check", /status/);
  await refused("agent_versions", { version: "three" }, "check", /version is not an integer/);
  await refused("agent_versions", { accuracy: "high" }, "check", /accuracy is not a number/);
  await refused("agent_versions", { variables: "[1" }, "check", /variables is not JSON/);
  await refused("agent_versions", { variables: '{"a": 1}' }, "check", /variables has the wrong shape/);
  await refused("agents", { created_at: "yesterday" }, "check", /created_at is not a timestamp/);
  await refused(
    "agents",
    { workspace_id: "workspace_nobody" },
    "foreign_key",
    /workspace_id refers to no row of workspaces/,
  );
  await refused("agents", { nothing: 1 }, "not_found", /has no column nothing/);
});

test("a row that has changed since it was read stays as it is", async () => {
  const { key, was } = await firstOf("agents");
  const beside = async (description) => {
    const current = named("agents", (await ask(other, "row", { table: "agents", key })).cells);
    await ask(other, "update", { table: "agents", key, was: current, set: { description } });
  };
  await beside("from elsewhere");
  const got = await ask(studio, "update", { table: "agents", key, was, set: { name: "Late" } });
  assert.equal(got.kind, "changed");
  const { cells } = await ask(studio, "row", { table: "agents", key });
  assert.deepEqual(named("agents", cells), { ...was, description: "from elsewhere" });
  await beside(was.description);
  const { name: _, ...less } = was;
  assert.equal(
    (await ask(studio, "update", { table: "agents", key, was: less, set: { name: "Blind" } })).kind,
    "invalid_argument",
  );
});

test("a row is added with its defaults, and deleted again", async () => {
  const { was: parent } = await firstOf("workspaces");
  const missing = await ask(studio, "insert", { table: "agents", set: { id: "agent_new" } });
  assert.equal(missing.kind, "not_null");
  const made = await ask(studio, "insert", {
    table: "agents",
    set: { id: "agent_new", workspace_id: parent.id, name: "New" },
  });
  const row = named("agents", made.cells);
  assert.equal(row.status, "discovered");
  assert.match(row.created_at, /^\d{4}-/);
  const twice = await ask(studio, "insert", {
    table: "agents",
    set: { id: "agent_new", workspace_id: parent.id, name: "New" },
  });
  assert.equal(twice.kind, "conflict");
  assert.deepEqual(await ask(studio, "delete", { table: "agents", key: made.key, was: row }), {});
  assert.equal((await ask(studio, "row", { table: "agents", key: made.key })).kind, "not_found");
});

test("a row that others refer to is not deleted, so that undo need not bring those back", async () => {
  const { key, was } = await firstOf("workspaces");
  const got = await ask(studio, "delete", { table: "workspaces", key, was });
  assert.equal(got.kind, "foreign_key");
  assert.match(got.message, /rows of \w+ refer to this row/);
});

test("after all that every row is as the declarations have it", () => {
  assert.equal(squall(["verify", "--sqlite", file]).code, 0);
});

test("SQL reads and nothing else, unless writing is asked for", async () => {
  const run = (sql, write = false) => ask(studio, "sql", { sql, write });
  assert.deepEqual((await run("SELECT 1 AS a, 'b' AS b")).rows, [[1, "b"]]);
  const before = (await run("SELECT count(*) FROM agents")).rows[0][0];
  for (const sql of [
    "DELETE FROM agents",
    "UPDATE agents SET name = 'x' RETURNING id",
    "WITH a AS (SELECT 1) INSERT INTO agents SELECT * FROM agents",
    "DROP TABLE agents",
    "CREATE TABLE t (a)",
    "PRAGMA foreign_keys = off",
    "PRAGMA user_version = 3",
    "PRAGMA writable_schema = 1",
    "ATTACH '/tmp/other.sqlite' AS other",
    "BEGIN",
    "VACUUM",
    "SELECT 1; DELETE FROM agents",
  ]) {
    const got = await run(sql);
    assert.match(got.message, /read-only|read one at a time/, sql);
  }
  for (const sql of ["ATTACH '/tmp/other.sqlite' AS other", "PRAGMA foreign_keys = off", "COMMIT; DELETE FROM agents"])
    assert.match((await run(sql, true)).message, /not allowed here/, sql);
  assert.equal((await run("PRAGMA table_info(agents)")).rows.length, 9);
  assert.equal((await run("SELECT count(*) FROM agents")).rows[0][0], before);
});

test("writing is one transaction: all of it or nothing", async () => {
  const run = (sql) => ask(studio, "sql", { sql, write: true });
  const made = await run(
    "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT); INSERT INTO notes (text) VALUES ('a'), ('b') RETURNING id",
  );
  assert.deepEqual([made.rows, made.changed], [[[1], [2]], 2]);
  assert.ok((await ask(studio, "schema")).tables.some((t) => t.name === "notes"));
  const failed = await run("DELETE FROM notes; INSERT INTO nowhere VALUES (1)");
  assert.match(failed.message, /no such table: nowhere/);
  assert.deepEqual((await run("SELECT count(*) FROM notes")).rows, [[2]]);
  await run("DROP TABLE notes");
  assert.ok(!(await ask(studio, "schema")).tables.some((t) => t.name === "notes"));
});

test("an error says where it is, and a statement without end is stopped", async () => {
  const sql = "SELECT name\nFROM agents\nWHERE nam = 'x'";
  for (const question of ["sql", "explain"]) {
    const got = await ask(studio, question, { sql });
    assert.match(got.message, /no such column: nam/);
    assert.equal(got.offset, sql.indexOf("nam ="), question);
  }
  const endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  assert.match((await ask(studio, "sql", { sql: endless })).message, /longer than 1 seconds/);
  assert.equal((await ask(studio, "sql", { sql: "" })).kind, "invalid_argument");
  assert.equal((await ask(studio, "sql", { sql: "-- nothing" })).kind, "invalid_argument");
});

test("an explained statement is not run", async () => {
  const { nodes } = await ask(studio, "explain", { sql: "DELETE FROM agents WHERE workspace_id = 'a' AND name = 'b'" });
  assert.match(nodes[0].detail, /SEARCH agents USING .*INDEX/);
  const inner = await ask(studio, "explain", {
    sql: "SELECT 1 FROM agents UNION SELECT 2 FROM (SELECT DISTINCT name FROM agents)",
  });
  assert.ok(inner.nodes.some((n) => inner.nodes.some((other) => other.id === n.parent)));
  assert.equal((await ask(studio, "explain", { sql: "SELECT 1; SELECT 2" })).kind, "invalid_argument");
});

test("read only, nothing is written", async () => {
  const { key, was } = await firstOf("agents");
  const table = "agents";
  for (const [what, question] of [
    ["update", { table, key, was, set: { name: "x" } }],
    ["insert", { table, set: {} }],
    ["delete", { table, key, was }],
    ["sql", { sql: "DELETE FROM agents", write: true }],
  ])
    assert.match((await ask(reading, what, question)).message, /--read-only/, what);
  assert.equal((await ask(reading, "rows", { table })).rows.length, 10);
});
