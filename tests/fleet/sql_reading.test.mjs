// What the fleet reads off SQL, beside what SQLite's authorizer says of every statement that a sample call sends.
import assert from "node:assert/strict";
import test from "node:test";
import { readFileSync, readdirSync } from "node:fs";
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { importSource, readApplication } from "../../js-shim/fleet/application.mjs";

const { readSql } = await importSource("fleet/sql_reading.ts");
const { textsOf, findFacts } = await importSource("fleet/find_facts.ts");
const { classesOf, copyOrder, rootOf } = await importSource("fleet/table_classes.ts");
const application = () => readApplication("build/wasm/generated", "dist/squall.wasm");

/** What SQLite reads and writes for a statement: { reads, writes }, views and their tables both. */
async function authorizer() {
  const sqlite3 = await sqlite3InitModule();
  const { capi, wasm } = sqlite3;
  const db = new sqlite3.oo1.DB(":memory:", "c");
  for (const file of readdirSync("migrations")
    .filter((name) => name.endsWith(".sql"))
    .sort())
    db.exec(readFileSync(`migrations/${file}`, "utf8"));
  let found;
  capi.sqlite3_set_authorizer(
    db.pointer,
    (_, action, a) => {
      const name = String(typeof a === "number" && a > 0 ? wasm.cstrToJs(a) : (a ?? "")).toLowerCase();
      if (action === capi.SQLITE_READ && name !== "") found.reads.add(name);
      if ([capi.SQLITE_INSERT, capi.SQLITE_UPDATE, capi.SQLITE_DELETE].includes(action)) found.writes.add(name);
      return capi.SQLITE_OK;
    },
    0,
  );
  return (sql) => {
    found = { reads: new Set(), writes: new Set() };
    db.prepare(sql).finalize();
    return found;
  };
}

test("tables of every statement are those that SQLite opens", async () => {
  const ask = await authorizer();
  const app = await application();
  const { views, tables } = findFacts(app);
  const known = (names) => [...new Set([...names].flatMap((n) => views[n] ?? [n]))].filter((n) => n in tables).sort();
  let count = 0;
  for (const [name, texts] of textsOf(app))
    for (const text of texts) {
      const [sqlite, own] = [ask(text), readSql(text)];
      assert.deepEqual(known(own.writes), known(sqlite.writes), `${name}: ${text}`);
      // SQLite also reports as read what a write's own conditions, RETURNING and upserts read: its own table.
      const others = (names, writes) => known(names).filter((n) => !known(writes).includes(n));
      const reported = others(sqlite.reads, sqlite.writes);
      const read = others(own.reads, own.writes);
      // A table of which no column is read (EXISTS over an empty list) is not reported.
      for (const table of reported) assert.ok(read.includes(table), `${name} reads ${table}: ${text}`);
      for (const table of read)
        assert.ok(
          reported.includes(table) || /count\(\*\)|SELECT 1|EXISTS/.test(text),
          `${name} does not read ${table}: ${text}`,
        );
      assert.equal(own.isWrite, sqlite.writes.size > 0, text);
      count++;
    }
  assert.ok(count > 500, String(count));
});

const tablesOf = (sql) => {
  const { reads, writes } = readSql(sql);
  return [[...reads].sort().join(" "), [...writes].sort().join(" ")];
};
test("names are tables only where SQLite takes them for tables", () => {
  for (const [sql, reads, writes] of [
    ['SELECT a.from_x, b."join" FROM a, b WHERE a.x IS NOT DISTINCT FROM b.x', "a b", ""],
    ["SELECT 'FROM x' AS s, [from y] FROM `z` /* JOIN w */ -- FROM v", "z", ""],
    ["WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c JOIN t ON t.n = c.n) SELECT * FROM c", "t", ""],
    [
      "WITH c AS NOT MATERIALIZED (SELECT 1 FROM p), d AS (SELECT * FROM c) DELETE FROM t WHERE x IN (SELECT x FROM d)",
      "p",
      "t",
    ],
    ["INSERT INTO t (a) SELECT value FROM json_each(?1) WHERE true ON CONFLICT (a) DO UPDATE SET b = 1", "", "t"],
    ["UPDATE OR IGNORE t SET a = (SELECT max(b) FROM u) FROM v, w WHERE v.x = w.x RETURNING a", "u v w", "t"],
    ["SELECT x FROM main.t AS a JOIN (SELECT y FROM u LEFT JOIN w USING (y)) AS b ON true", "t u w", ""],
    ["SELECT 1 WHERE ?1 IN t", "t", ""],
    ["REPLACE INTO t VALUES (1)", "", "t"],
    ["SELECT (SELECT count(*) FROM a), b FROM c ORDER BY (SELECT d FROM e)", "a c e", ""],
  ])
    assert.deepEqual(tablesOf(sql), [reads, writes], sql);
});

test("rows of shards are merged only where the result is that of one database", () => {
  const merge = (sql) => readSql(sql).merge;
  assert.deepEqual(merge("SELECT id, t.at FROM t ORDER BY t.at DESC, id LIMIT ?2"), {
    kind: "rows",
    order: [
      { column: 1, descending: true, nullsFirst: false },
      { column: 0, descending: false, nullsFirst: true },
    ],
    limit: "?2",
  });
  assert.deepEqual(merge("SELECT count(*) AS n, coalesce(sum(x), 0) AS s, max(y) AS m FROM t"), {
    kind: "aggregates",
    columns: ["sum", "sum", "max"],
  });
  for (const [sql, why] of [
    ["SELECT id FROM t ORDER BY other", /ordered by other/],
    ["SELECT id FROM t ORDER BY id LIMIT 5 OFFSET 5", /OFFSET/],
    ["SELECT a, count(*) AS n FROM t GROUP BY a", /groups/],
    ["SELECT DISTINCT a FROM t", /distinct/],
    ["SELECT avg(a) AS a FROM t", /cannot be added up/],
    ["SELECT count(DISTINCT a) AS a FROM t", /cannot be added up/],
    ["SELECT sum(a) / count(*) AS a FROM t", /cannot be added up/],
    ["SELECT id FROM t UNION SELECT id FROM u", /compound/],
    ["UPDATE t SET a = 1", /writes/],
  ]) {
    const result = merge(sql);
    assert.equal(result.kind, "none", sql);
    assert.match(result.why, why, sql);
  }
});

const column = (name, more = {}) => ({ name, type: "TEXT", ...more });
const table = (name, columns, foreign_keys = [], more = {}) => ({
  name,
  columns: [column("id", { not_null: true }), ...columns],
  primary_key: ["id"],
  foreign_keys: foreign_keys.map(([from, to]) => ({ columns: [from], table: to, to: ["id"] })),
  ...more,
});
test("classes: paths, rings, references of references, what cannot be moved", () => {
  const not_null = { not_null: true };
  const snapshot = {
    tables: [
      table("plans", []),
      table("countries", []),
      table("accounts", [column("plan_id", not_null)], [["plan_id", "plans"]]),
      table("places", [column("country_id")], [["country_id", "countries"]]),
      table(
        "posts",
        [column("account_id", not_null), column("best_id")],
        [
          ["account_id", "accounts"],
          ["best_id", "comments"],
        ],
      ),
      table(
        "comments",
        [column("post_id", not_null), column("place_id")],
        [
          ["post_id", "posts"],
          ["place_id", "places"],
        ],
      ),
      table("news", []),
      table("cache", []),
      table("notes", [column("account_id")], [["account_id", "accounts"]]),
    ],
    triggers: [{ name: "count_posts", table: "posts", sql: "" }],
  };
  assert.equal(rootOf(snapshot, "account_id", {}), "accounts");
  const classes = classesOf(snapshot, "accounts", "account_id", { per_shard: ["cache"] });
  assert.deepEqual(Object.fromEntries(Object.entries(classes).map(([name, c]) => [name, c.class])), {
    plans: "reference",
    countries: "reference",
    accounts: "root",
    places: "reference",
    posts: "owned",
    comments: "owned",
    news: "global",
    cache: "per_shard",
    notes: "owned",
  });
  assert.deepEqual(
    copyOrder(classes)
      .map(({ name }) => name)
      .filter((n) => n !== "notes"),
    ["accounts", "posts", "comments"],
  );
  assert.deepEqual(copyOrder(classes).find(({ name }) => name === "posts").late, ["best_id"]);
  assert.match(classes.posts.cannotMove, /count_posts/);
  assert.deepEqual(classes.notes.unownedWhereNull, ["account_id"]);
  assert.throws(() => rootOf(snapshot, "tenant_id", {}), /refer to no table/);
  assert.throws(() => classesOf(snapshot, "accounts", "account_id", { per_shard: ["nothing"] }), /no table nothing/);
});

test("a function of both sides is refused by name, unless fleet.json says where it runs", async () => {
  const app = await application();
  // As if agents belonged to no tenant: what joins them with a tenant's tables is on both sides.
  const snapshot = structuredClone(app.snapshot);
  const jobs = snapshot.tables.find((t) => t.name === "jobs");
  jobs.foreign_keys = [];
  jobs.columns = jobs.columns.filter((c) => c.name !== "workspace_id");
  for (const t of snapshot.tables) t.foreign_keys = (t.foreign_keys ?? []).filter((f) => f.table !== "jobs");
  const facts = findFacts({ ...app, snapshot });
  const refused = Object.entries(facts.functions).filter(([, f]) => f.runs === "none");
  assert.ok(refused.length > 0);
  for (const [name, { why }] of refused)
    assert.match(why, /touches .* of a shard and .*jobs.* of the home database/, name);
  const [name] = refused[0];
  const declared = findFacts({ ...app, snapshot, declaration: { runs_on: { [name]: "of" } } }).functions[name];
  assert.equal(declared.runs, "of");
  assert.equal(declared.isDeclared, true);
  assert.throws(
    () => findFacts({ ...app, declaration: { runs_on: { "no.function": "of" } } }),
    /there is no function no.function/,
  );
  assert.equal(
    findFacts({ ...app, declaration: { runs_on: { "users.get": "of" } } }).functions["users.get"].runs,
    "none",
  );
});
