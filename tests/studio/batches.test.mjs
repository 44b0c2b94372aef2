// Several changes in one transaction, parts of long values, and exports, on values that JSON does not have.
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import assert from "node:assert/strict";
import { test } from "node:test";
import { named, open, tableOf } from "./any_database.mjs";
import { ask } from "./request.mjs";

const make = (name) =>
  open(
    name,
    `CREATE TABLE v (id INTEGER PRIMARY KEY, a, b BLOB, big INTEGER, twice INTEGER AS (big * 2));
     INSERT INTO v (id, a, b, big) VALUES (1, 'it''s, "x"' || char(10) || 'y', x'00ff', 9223372036854775807), (2, NULL, x'', -9223372036854775808),
       (3, '', NULL, 9007199254740993), (4, 1.5, x'01', 0), (5, 9e999, NULL, 1), (6, 0.1, NULL, 2);
     CREATE TABLE child (id INTEGER PRIMARY KEY, v_id INTEGER REFERENCES v (id));
     INSERT INTO child VALUES (10, 6);
     CREATE TABLE long (id INTEGER PRIMARY KEY, data);
     INSERT INTO long VALUES (1, zeroblob(3000000)), (2, 'ä' || hex(zeroblob(600000)));`,
  );

test("a batch is applied whole, or its refused row is named and nothing is applied", async () => {
  const studio = await make("batch");
  const table = await tableOf(studio, "v");
  const was = Object.fromEntries(
    (await ask(studio, "rows", { table: "v" })).rows.map((r) => [r.key[0], named(table, r.cells)]),
  );
  const update = (id, set, before = was[id]) => ({ do: "update", table: "v", key: [id], was: before, set });
  const remove = (id) => ({ do: "delete", table: "v", key: [id], was: was[id] });
  const big = { integer: "9223372036854775806" };
  const count = async () => (await ask(studio, "sql", { sql: "SELECT count(*), sum(a = 'new') FROM v" })).rows[0];

  const stale = await ask(studio, "apply", {
    changes: [
      update(1, { a: "new" }),
      remove(2),
      update(3, { a: "new" }, { ...was[3], big: { integer: "9007199254740992" } }),
    ],
  });
  assert.deepEqual([stale.kind, stale.change], ["changed", 2], stale.message);
  assert.match(stale.message, /^v, 3: this row of v was changed or deleted/);
  assert.equal((await count())[0], 6);
  const referred = await ask(studio, "apply", { changes: [update(1, { a: "new" }), remove(6)] });
  assert.deepEqual([referred.kind, referred.change], ["foreign_key", 1]);
  const unknown = await ask(studio, "apply", {
    changes: [update(1, { a: "new" }), { do: "drop", table: "v", key: [2] }],
  });
  assert.equal(unknown.kind, "invalid_argument");
  const wrong = await ask(studio, "apply", { changes: [update(1, { nope: 1 })] });
  assert.equal(wrong.kind, "not_found");
  assert.equal((await ask(studio, "apply", { changes: [] })).kind, "invalid_argument");
  const many = Array.from({ length: 1001 }, () => update(1, { a: "new" }));
  assert.equal((await ask(studio, "apply", { changes: many })).kind, "limit");
  assert.deepEqual(await count(), [6, 0]);

  // The child first, then its parent: in the order in which they are given.
  const child = { do: "delete", table: "child", key: [10], was: { id: 10, v_id: 6 } };
  const { rows } = await ask(studio, "apply", {
    changes: [
      update(1, { a: "new", b: { blob: "abcd" }, big }),
      remove(2),
      child,
      remove(6),
      { do: "insert", table: "v", set: { id: 7, a: null } },
    ],
  });
  assert.deepEqual(rows[0].cells.slice(0, 4), [1, "new", { blob: "abcd" }, big]);
  assert.deepEqual([rows[1], rows[2], rows[3], rows[4].key], [null, null, null, [7]]);
  assert.deepEqual(await count(), [5, 1]);
});

test("a long value is read part by part, in bytes", async () => {
  const studio = await make("parts");
  const part = (key, offset, length) =>
    ask(studio, "value", { table: "long", key: [key], column: "data", offset, length });
  assert.deepEqual(await part(1, 2_999_998, 10), { type: "blob", bytes: 3_000_000, hex: "0000" });
  assert.deepEqual(await part(2, 0, 3), { type: "text", bytes: 1_200_002, hex: "c3a430" });
  assert.equal((await part(1, 0, 5_000_000)).hex.length, 2 << 20, "at most 1 MB");
  assert.equal((await part(9, 0, 1)).kind, "not_found");
  assert.equal((await part(1, -1, 1)).kind, "invalid_argument");
  assert.equal(
    (await ask(studio, "value", { table: "long", key: [1], column: "data) --", offset: 0 })).kind,
    "not_found",
  );
});

test("exports: CSV by RFC 4180, JSON with all digits, SQL that recreates every value", async () => {
  const studio = await make("exports");
  const columns = ["id", "a", "b", "big", "twice"];
  const get = (format, more = {}) => ask(studio, "export", { format, table: "v", columns, ...more });
  const csv = await get("csv", { columns: ["id", "a", "b", "big"] });
  assert.equal(csv.rows, 6);
  assert.equal(
    csv.text,
    [
      "id,a,b,big",
      '1,"it\'s, ""x""\ny",00ff,9223372036854775807',
      '2,,"",-9223372036854775808',
      '3,"",,9007199254740993',
      "4,1.5,01,0",
      "5,9e999,,1",
      "6,0.1,,2",
      "",
    ].join("\r\n"),
  );
  const json = await get("json", { filter: [{ column: "id", is: "<=", value: 3 }], columns: ["big", "b"] });
  assert.match(json.text, /"big": 9223372036854775807/);
  assert.match(json.text, /"big": -9223372036854775808/);
  assert.deepEqual(
    JSON.parse(json.text).map((r) => r.b),
    [{ blob: "00ff" }, { blob: "" }, null],
  );

  const sql = await get("sql");
  assert.ok(!sql.text.includes("twice"), "a generated column is not inserted");
  const sqlite3 = await sqlite3InitModule();
  const copy = new sqlite3.oo1.DB(":memory:");
  copy.exec("CREATE TABLE v (id INTEGER PRIMARY KEY, a, b BLOB, big INTEGER, twice INTEGER AS (big * 2))");
  copy.exec(sql.text);
  const all = "SELECT group_concat(quote(id) || typeof(a) || quote(a) || quote(b) || quote(big), '|') FROM v";
  assert.equal(copy.selectValue(all), (await ask(studio, "sql", { sql: all })).rows[0][0]);
  const result = await ask(studio, "export", {
    format: "sql",
    sql: "SELECT CAST(x'ff00' AS TEXT) AS t, 'a' || char(0) AS \"u v\", a FROM v WHERE id = 1",
    name: "copy of v",
  });
  copy.exec(result.text);
  assert.equal(copy.selectValue('SELECT hex(t) || hex("u v") || typeof(t) FROM "copy of v"'), "FF006100text");
  copy.close();

  for (const [request, kind] of [
    [{ format: "xml", table: "v", columns }, "invalid_argument"],
    [{ format: "csv", table: "v", columns: [] }, "invalid_argument"],
    [{ format: "csv", table: "v", columns: ["nope"] }, "not_found"],
    [{ format: "csv", sql: "DELETE FROM v" }, "check"],
    [{ format: "csv", sql: "SELECT 1; SELECT 2" }, "invalid_argument"],
    [{ format: "json", sql: "SELECT 1 AS x, 2 AS x" }, "check"],
    [{ format: "csv", sql: "SELECT CAST(x'ff' AS TEXT)" }, "check"],
    [
      {
        format: "csv",
        sql: "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 40) SELECT zeroblob(1000000) FROM c",
      },
      "limit",
    ],
  ])
    assert.equal((await ask(studio, "export", request)).kind, kind, JSON.stringify(request));
});
