// What the studio answers about tables and rows, on the seeded database and on one that no C++ declares.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { ask } from "./request.mjs";
import { startStudio } from "./studio.mjs";

let studio, foreign;
const folder = mkdtempSync(join(tmpdir(), "studio-tests-"));
const file = join(folder, "foreign.sqlite");
before(async () => {
  writeFileSync(file, ""); // an empty database
  [studio, foreign] = await Promise.all([startStudio(["--rows", "40"]), startStudio(["--sqlite", file])]);
  const sql = `
    CREATE TABLE heap (a, b BLOB, big INTEGER, twice INTEGER AS (big * 2));
    CREATE TABLE pairs (left INTEGER, right TEXT, note TEXT COLLATE NOCASE, PRIMARY KEY (left, right)) WITHOUT ROWID;
    CREATE TABLE "odd name" ("a b" INTEGER PRIMARY KEY, "x""y" TEXT, pair_left INTEGER, pair_right TEXT,
      FOREIGN KEY (pair_left, pair_right) REFERENCES pairs (left, right));
    INSERT INTO heap (a, b, big) VALUES (1, x'00ff', 9007199254740993), (1.5, NULL, -3), ('text', x'', 0);
    INSERT INTO pairs VALUES (1, 'a', 'One'), (1, 'b', NULL), (2, 'a', 'two');
    INSERT INTO "odd name" VALUES (1, 'z', 1, 'b'), (2, NULL, NULL, NULL);
    CREATE VIEW seen AS SELECT count(*) AS n FROM heap;`;
  assert.equal((await ask(foreign, "sql", { sql, write: true })).changed, 8);
});
after(async () => {
  await Promise.all([studio?.stop(), foreign?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

async function allPages(at, question) {
  const pages = [];
  let next = null;
  do {
    const page = await ask(at, "rows", { ...question, after: next });
    assert.ok(page.rows, JSON.stringify(page));
    pages.push(page.rows);
    next = page.next;
  } while (next);
  return pages;
}

test("the schema: all tables with counts, kinds, values and keys", async () => {
  const { tables } = await ask(studio, "schema");
  assert.equal(tables.length, 43);
  assert.ok(tables.every((t) => t.declared && t.rows > 0));
  const agents = tables.find((t) => t.name === "agents");
  assert.deepEqual(agents.key, ["id"]);
  const status = agents.columns.find((c) => c.name === "status");
  assert.equal(status.kind, "enum");
  assert.deepEqual(status.values, ["discovered", "confirmed", "archived"]);
  assert.deepEqual(agents.foreign_keys[0], {
    columns: ["active_eval_id"],
    table: "eval_candidates",
    to: ["id"],
    on_delete: "",
  });
  const variables = tables.find((t) => t.name === "agent_versions").columns.find((c) => c.name === "variables");
  assert.equal(variables.kind, "json");
});

test("pages hold every row once, whatever they are sorted by, NULLs too", async () => {
  const { tables } = await ask(studio, "schema");
  for (const name of ["agents", "jobs", "traces"]) {
    const table = tables.find((t) => t.name === name);
    const { rows } = await ask(studio, "sql", { sql: `SELECT id FROM ${name} ORDER BY id` });
    for (const column of [null, ...table.columns.map((c) => c.name)])
      for (const descends of column ? [false, true] : [false]) {
        const pages = await allPages(studio, { table: name, sort: column && { column, descends }, limit: 7 });
        const keys = pages.flat().map((r) => r.key[0]);
        assert.equal(pages.length, Math.ceil(table.rows / 7));
        assert.deepEqual(
          [...keys].sort(),
          rows.map(([id]) => id),
          `${name} by ${column}`,
        );
        if (!column) continue;
        const sorted = await ask(studio, "sql", {
          sql: `SELECT id FROM ${name} ORDER BY ${column} ${descends ? "DESC" : ""}, id`,
        });
        assert.deepEqual(
          keys,
          sorted.rows.map(([id]) => id),
          `${name} by ${column}`,
        );
      }
  }
});

test("filters are bound values: all comparisons, and a quote stays a quote", async () => {
  const count = async (...filter) => (await ask(studio, "rows", { table: "agents", filter })).total;
  const one = async (condition) =>
    (await ask(studio, "sql", { sql: `SELECT count(*) FROM agents WHERE ${condition}` })).rows[0][0];
  const cases = [
    [{ column: "status", is: "=", value: "confirmed" }, "status = 'confirmed'"],
    [{ column: "status", is: "<>", value: "confirmed" }, "status <> 'confirmed'"],
    [{ column: "name", is: "contains", value: "ROUTER" }, "name LIKE '%router%'"],
    [{ column: "name", is: "starts", value: "billing" }, "name LIKE 'billing%'"],
    [{ column: "name", is: "<", value: "M" }, "name < 'M'"],
    [{ column: "name", is: ">=", value: "M" }, "name >= 'M'"],
    [{ column: "description", is: "null" }, "description IS NULL"],
    [{ column: "description", is: "not_null" }, "description IS NOT NULL"],
  ];
  for (const [filter, condition] of cases) assert.equal(await count(filter), await one(condition), condition);
  assert.equal(await count(cases[0][0], cases[2][0]), await one("status = 'confirmed' AND name LIKE '%router%'"));
  assert.equal(await count({ column: "name", is: "=", value: "' OR 1 = 1 --" }), 0);
  assert.equal(await count({ column: "name", is: "contains", value: "%" }), 0);
  const version = await ask(studio, "rows", {
    table: "agent_versions",
    filter: [{ column: "version", is: "=", value: 1 }],
  });
  assert.ok(version.total > 0);
  for (const filter of [
    { column: "nope", is: "=", value: 1 },
    { column: "1 = 1; --", is: "=", value: 1 },
  ])
    assert.equal((await ask(studio, "rows", { table: "agents", filter: [filter] })).kind, "not_found");
  assert.equal(
    (await ask(studio, "rows", { table: "agents", filter: [{ column: "id", is: "OR", value: 1 }] })).kind,
    "invalid_argument",
  );
  assert.equal((await ask(studio, "rows", { table: "sqlite_schema" })).kind, "not_found");
});

test("a row tells what refers to it", async () => {
  const { rows } = await ask(studio, "sql", {
    sql: "SELECT agent_id, count(*) FROM agent_versions GROUP BY 1 ORDER BY 2 DESC LIMIT 1",
  });
  const [id, versions] = rows[0];
  const { referred, cells } = await ask(studio, "row", { table: "agents", key: [id] });
  assert.equal(cells[0], id);
  const found = referred.find((r) => r.table === "agent_versions");
  assert.deepEqual(found, { table: "agent_versions", columns: ["agent_id"], values: [id], rows: versions });
  const page = await ask(studio, "rows", {
    table: "agent_versions",
    filter: [{ column: "agent_id", is: "=", value: id }],
  });
  assert.equal(page.total, versions);
});

test("long texts come short in a list and whole in a row", async () => {
  const { rows } = await ask(studio, "rows", { table: "agents", limit: 1 });
  const { cells, key } = await ask(studio, "row", { table: "agents", key: rows[0].key });
  const { tables } = await ask(studio, "schema");
  const columns = tables.find((t) => t.name === "agents").columns.map((c) => c.name);
  const was = Object.fromEntries(columns.map((name, i) => [name, cells[i]]));
  const long = "ä".repeat(400) + "end";
  assert.equal((await ask(studio, "update", { table: "agents", key, was, set: { description: long } })).cells[3], long);
  const [first] = (await ask(studio, "rows", { table: "agents", limit: 1 })).rows;
  assert.deepEqual(first.cells[3], { text: "ä".repeat(150), length: 803 });
  assert.equal((await ask(studio, "row", { table: "agents", key })).cells[3], long);
});

test("a database that no C++ declares: rowids, keys of several columns, blobs, large integers, odd names", async () => {
  const { tables, views } = await ask(foreign, "schema");
  assert.deepEqual(tables.map((t) => t.name).sort(), ["heap", "odd name", "pairs"]);
  assert.ok(tables.every((t) => !t.declared));
  assert.deepEqual(
    views.map((v) => v.name),
    ["seen"],
  );
  const heap = await ask(foreign, "rows", { table: "heap" });
  assert.deepEqual(heap.rows, [
    { key: [1], cells: [1, { blob: "00ff" }, { integer: "9007199254740993" }, { integer: "18014398509481986" }] },
    { key: [2], cells: [1.5, null, -3, -6] },
    { key: [3], cells: ["text", { blob: "" }, 0, 0] },
  ]);
  const pages = await allPages(foreign, { table: "pairs", limit: 1, sort: { column: "left", descends: true } });
  assert.deepEqual(
    pages.flat().map((r) => r.key),
    [
      [2, "a"],
      [1, "a"],
      [1, "b"],
    ],
  );
  const { referred } = await ask(foreign, "row", { table: "pairs", key: [1, "b"] });
  assert.deepEqual(referred, [{ table: "odd name", columns: ["pair_left", "pair_right"], values: [1, "b"], rows: 1 }]);

  const was = {
    a: 1,
    b: { blob: "00ff" },
    big: { integer: "9007199254740993" },
    twice: { integer: "18014398509481986" },
  };
  const stale = { ...was, big: { integer: "9007199254740992" } };
  assert.equal((await ask(foreign, "update", { table: "heap", key: [1], was: stale, set: { a: 2 } })).kind, "changed");
  const moved = await ask(foreign, "update", {
    table: "heap",
    key: [1],
    was,
    set: { b: { blob: "01" }, big: { integer: "9007199254740995" } },
  });
  assert.deepEqual(moved.cells.slice(0, 3), [1, { blob: "01" }, { integer: "9007199254740995" }]);
  assert.equal(
    (await ask(foreign, "update", { table: "heap", key: [1], was, set: { twice: 2 } })).kind,
    "invalid_argument",
  );
  const odd = await ask(foreign, "insert", {
    table: "odd name",
    set: { 'x"y': "it's", pair_left: 2, pair_right: "a" },
  });
  assert.deepEqual(odd, { key: [3], cells: [3, "it's", 2, "a"] });
  const orphan = await ask(foreign, "insert", { table: "odd name", set: { pair_left: 7, pair_right: "a" } });
  assert.equal(orphan.kind, "foreign_key");
  assert.equal((await ask(foreign, "rows", { table: "odd name" })).total, 3);
});
