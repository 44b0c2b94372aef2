// The same cases on a local D1, and the functions that it allows beside the table of sql/sqlite_functions.hpp.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { D1 } from "../fuzz/language/d1.mjs";

const program = fileURLToPath(new URL("../../build/native/tests/peers/squall_peers", import.meta.url));
const { create, content, tables, functions, cases } = JSON.parse(
  execFileSync(program, ["--json"], { encoding: "utf8" }),
);
let d1;
before(async () => {
  d1 = await D1.open();
  const emptied = ["loans", "books", "readers", "shelves", "counters", "reviews", "rooms"].map((name) => `DELETE FROM ${name}`);
  await d1.setup(create, [...emptied, ...content]);
});
after(() => d1.close());

test("every case has the same rows and leaves the same tables as its SQL", async () => {
  const runnable = cases.filter((c) => c.sql);
  const statement = (c, sql) => ({
    sql,
    values: c.values,
    writes: Boolean(c.writes),
    tables: tables.map((name) => `SELECT * FROM ${name} ORDER BY rowid`),
  });
  const answers = await d1.perform(runnable.flatMap((c) => [statement(c, c.sql), statement(c, c.text)]));
  for (const [i, c] of runnable.entries()) {
    const [expected, got] = answers.slice(2 * i, 2 * i + 2);
    assert.equal(got.error, undefined, `${c.feature}: ${c.text}`);
    if (expected.rows && (c.writes || !c.sql.includes("ORDER BY")))
      for (const answer of [expected, got]) answer.rows = answer.rows.map((row) => JSON.stringify(row)).sort();
    assert.deepEqual(got, expected, c.feature);
  }
});

const refusalOf = (error) => /not authorized|no such function/.test(error ?? "");
const sample = { t: "'2026-01-02'", d: "'2026-01-02'", i: "1", n: "1", j: "'[]'", a: "1" };

test("D1 allows every function of the table", async () => {
  const called = functions.filter((f) => !f.written_as);
  const sqls = called.map(({ name, takes }) => {
    const least = takes.split(/[|*]/)[0];
    return name.startsWith("current_")
      ? `SELECT ${name}`
      : `SELECT ${name}(${[...least].map((c) => sample[c]).join(", ")})`;
  });
  const answers = await d1.perform(sqls.map((sql) => ({ sql, values: [], writes: false })));
  for (const [i, answer] of answers.entries())
    assert.equal(refusalOf(answer.error), false, `${sqls[i]}: ${answer.error}`);
});

// What D1 allows and the language leaves out, with the reason.
const left_out = new Map([["rtreecheck", "checks an R*Tree table"]]);

test("the table has every function that D1 allows", async () => {
  const known = new Set(functions.map((f) => f.name));
  const all = new DatabaseSync(":memory:").prepare("SELECT DISTINCT name FROM pragma_function_list").all();
  const names = all
    .map((row) => row.name)
    .filter((name) => /^[a-z0-9_]+$/.test(name) && !known.has(name) && !left_out.has(name));
  const sqls = names.flatMap((name) =>
    ["", "1", "1, 1", "1, 1, 1"].map((list) => ({ name, sql: `SELECT ${name}(${list})` })),
  );
  const answers = await d1.perform(sqls.map(({ sql }) => ({ sql, values: [], writes: false })));
  const allowed = new Set(
    sqls
      .filter((_, i) => !refusalOf(answers[i].error) && !/wrong number of arg/.test(answers[i].error ?? ""))
      .map((s) => s.name),
  );
  assert.deepEqual([...allowed].sort(), []);
});
