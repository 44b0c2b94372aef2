// statements.json: the statements that a module's code names are those that its functions send, and their tables are those that SQLite
// itself reads and writes.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import initialise from "@sqlite.org/sqlite-wasm";
import { tablesOf } from "../../js-shim/statements/tables.mjs";
import { describeStatements } from "../../js-shim/statements/write.mjs";

const root = new URL("../../", import.meta.url);
const { functions, tenants, statements } = JSON.parse(readFileSync(new URL("dist/statements.json", root), "utf8"));
const migrations = fileURLToPath(new URL("migrations", root));

/** The statements that tests/plans records of a function, with every optional fragment, without white space. */
function recorded() {
  const all = new Map();
  for (const file of readdirSync(new URL("tests/plans", root)))
    for (const part of readFileSync(new URL(`tests/plans/${file}`, root), "utf8").split(/^(?=\S)/m)) {
      const name = /^(\S+): \d+ statement/.exec(part)[1];
      const blocks = part.trimEnd().split("\n\n").slice(1);
      const sql = blocks.filter((block) => /^ {4}(SELECT|INSERT|UPDATE|DELETE|WITH)\b/.test(block));
      all.set(
        name,
        sql.map((text) => text.replace(/«[a-z]/g, "").replace(/[»\s]/g, "")),
      );
    }
  return all;
}

describe("the statements of each function", () => {
  const plans = recorded();
  const found = new Map(Object.keys(functions).map((name) => [name, []]));
  for (const { sql, functions } of statements)
    for (const name of functions) found.get(name).push(sql.replace(/\s/g, ""));

  it("are those that it sends", () => {
    assert.equal(found.size, plans.size);
    for (const [name, sql] of plans)
      assert.deepEqual([...new Set(found.get(name))].sort(), [...new Set(sql)].sort(), name);
  });
  it("have a plan, and those with fragments have variants", () => {
    for (const { sql, plan } of statements) assert.ok(plan.length > 0 || sql.startsWith("INSERT"), sql);
    assert.ok(statements.some(({ variants }) => variants > 4));
  });
});

describe("the tables of each statement", () => {
  const names = new Set(Object.values(functions).flatMap(({ reads, writes }) => [...reads, ...writes]));
  let capi, database;
  /** What SQLite asks permission for while it prepares a statement. */
  const asked = { reads: new Set(), writes: new Set() };
  before(async () => {
    const sqlite3 = await initialise();
    capi = sqlite3.capi;
    database = new sqlite3.oo1.DB(":memory:");
    for (const file of readdirSync(migrations)
      .filter((name) => name.endsWith(".sql"))
      .sort())
      database.exec(readFileSync(`${migrations}/${file}`, "utf8"));
    const { SQLITE_READ, SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE } = capi;
    capi.sqlite3_set_authorizer(
      database,
      (_, action, table) => {
        if (action === SQLITE_READ && names.has(table)) asked.reads.add(table);
        if ([SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE].includes(action)) asked.writes.add(table);
        return capi.SQLITE_OK;
      },
      0,
    );
  });
  it("are those that SQLite reads and writes", () => {
    for (const { sql, tables } of statements) {
      asked.reads.clear();
      asked.writes.clear();
      database.prepare(sql).finalize();
      for (const table of asked.writes) assert.ok(tables.writes.includes(table), `${sql} writes ${table}`);
      const named = new Set([...tables.reads, ...tables.writes]);
      for (const table of asked.reads) assert.ok(named.has(table), `${sql} reads ${table}`);
      // Nothing is named that is not read: a table whose rows are only counted is read without a column.
      for (const table of tables.reads)
        assert.ok(asked.reads.has(table) || new RegExp(`(FROM|JOIN|,) ${table}\\b`).test(sql), `${sql}: ${table}`);
    }
  });

  it("include those of deletions that cascade", () => {
    assert.ok(functions["agents.delete"].writes.includes("agent_versions"));
    assert.ok(functions["users.create"].writes.every((table) => table === "users"));
    assert.ok(tenants.workspace_id.includes("jobs") && !tenants.workspace_id.includes("users"));
  });
  it("a module with the migrations of another is refused by name", async () => {
    const description = JSON.parse(readFileSync(new URL("dist/functions.json", root), "utf8"));
    const other = fileURLToPath(new URL("worker/examples/mail/migrations", root));
    await assert.rejects(
      describeStatements(description, readFileSync(new URL("dist/squall.wasm", root)), other),
      /agents\.exists uses agents, which .* does not make|the database refuses a statement/,
    );
  });
});

describe("tablesOf", () => {
  const cases = [
    ["SELECT 1", [], []],
    ["SELECT a FROM t, u AS x JOIN [order] ON 1", ["order", "t", "u"], []],
    ["SELECT 'FROM nothing', \"FROM\" FROM t -- FROM comment", ["t"], []],
    [
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n), m AS (SELECT 1 FROM t) SELECT * FROM n, m",
      ["t"],
      [],
    ],
    [
      "INSERT INTO t (a) SELECT value FROM json_each(?1) WHERE true ON CONFLICT (a) DO UPDATE SET b = excluded.b",
      [],
      ["t"],
    ],
    ["UPDATE t SET a = (SELECT max(b) FROM u) WHERE c IN (SELECT d FROM v)", ["u", "v"], ["t"]],
    ["DELETE FROM t WHERE EXISTS (SELECT 1 FROM t AS o)", ["t"], ["t"]],
    ["INSERT OR REPLACE INTO `a b` VALUES (1)", [], ["a b"]],
    ["SELECT coalesce(a, b) FROM (SELECT a, b FROM t) AS d LEFT JOIN u USING (a)", ["t", "u"], []],
  ];
  for (const [sql, reads, writes] of cases)
    it(sql, () => {
      const found = tablesOf(sql);
      assert.deepEqual({ reads: [...found.reads].sort(), writes: [...found.writes].sort() }, { reads, writes });
    });
});
