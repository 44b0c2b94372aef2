// Faults are planted in a copy of the library; the fuzzer must find each. Without D1: it is slow to start, and no part of this.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Compiler, root } from "./compile.mjs";
import { randomStatement } from "./grammar/statements.mjs";
import { minimise } from "./minimise.mjs";
import { AGGREGATES, sizeOf } from "./grammar/tree.mjs";
import { Random } from "./random.mjs";
import { randomRows } from "./schema.mjs";
import { Sqlite } from "./sqlite.mjs";
import { Trial } from "./trial.mjs";

const SEED = 11;
const STATEMENTS = 200;
const folder = join(root, "build/fuzz/language/planted");

/** A copy of include/ with a text of a file replaced. */
function plant(name, [file, was, is]) {
  const copy = join(folder, name);
  rmSync(join(copy, "squall"), { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  cpSync(join(root, "include/squall/sql"), join(copy, "squall/sql"), { recursive: true });
  if (file) {
    const path = join(copy, "squall/sql", file);
    const text = readFileSync(path, "utf8");
    assert.ok(text.includes(was), `${file} has changed: plant this fault at another place`);
    writeFileSync(path, text.replace(was, is));
  }
  return new Compiler({ folder: join(copy, "programs"), sources: copy, keeps: true });
}
/** Statements of the seed, of those that fit. */
function generated(count, fits = () => true) {
  const random = new Random(SEED);
  const database = randomRows(random);
  const statements = [];
  while (statements.length < count) {
    const statement = randomStatement(random);
    if (fits(statement.tree)) statements.push(statement);
  }
  return { database, statements };
}
/** The queries within a statement, at any depth, with itself. */
function queriesOf(tree) {
  const found = [];
  const visit = (value) => {
    if (value === null || typeof value !== "object") return;
    if (value.q) found.push(value);
    Object.values(value).forEach(visit);
  };
  visit(tree);
  return found;
}
const faultsOf = (outcomes) => outcomes.filter((o) => o.fault);

let sqlite;
before(() => (sqlite = Sqlite.open()));
after(() => sqlite.close());

const IN_THE_LIBRARY = {
  "parentheses are dropped": {
    fault: ["expression.hpp", "const bool parentheses = Node::binds < at_least;", "const bool parentheses = false;"],
    count: 120,
  },
  "a second where() replaces the first": {
    fault: [
      "clauses.hpp",
      "using type = where_clause<typename conjunction_of<Old, Node>::type>;",
      "using type = where_clause<Node>;",
    ],
    count: 25,
    fits: (tree) => tree.q === "select" && tree.where.length > 1,
  },
  "directed() does not turn the order round": {
    fault: [
      "choice.hpp",
      'by<"desc">(detail::reversed_term<typename detail::as_order_term<Terms>::type>{}...));',
      'by<"desc">(typename detail::as_order_term<Terms>::type{}...));',
    ],
    count: 10,
    fits: (tree) => tree.choice?.direction !== undefined && tree.choice.desc,
  },
  "the first rows of an update or a delete are those of no order": {
    fault: [
      "first_rows.hpp",
      "if (Order::text(out).has_aggregate) out.report(statement_fault::aggregate_in_order_by);",
      "",
    ],
    count: 15,
    fits: (tree) => ["update", "delete"].includes(tree.q) && tree.limit && tree.order.length > 0,
  },
  "recursive() finds each row once": {
    fault: ["recursive.hpp", 'detail::recursion<" UNION ALL ", Name', 'detail::recursion<" UNION ", Name'],
    count: 25,
    fits: (tree) => queriesOf(tree).some((q) => q.q === "recursive" && !q.distinct),
  },
  "an aggregate over no rows is NOT NULL": {
    fault: ["aggregate.hpp", "if (None == of_no_rows::is_null && !out.is_grouped()) known.may_be_null = true;", ""],
    count: 25,
    fits: (tree) =>
      tree.q === "select" && !tree.whole && tree.group.length === 0 && tree.items.some((i) => AGGREGATES.has(i.e.op)),
  },
};
for (const [name, { fault, count, fits }] of Object.entries(IN_THE_LIBRARY))
  test(`in the library: ${name}`, async () => {
    const { database, statements } = generated(count, fits);
    const trial = new Trial({ compiler: plant(name.replace(/\W+/g, "_"), fault), sqlite });
    const faults = faultsOf(await trial.run(statements, database));
    assert.ok(faults.length > 0, "nothing was found");
    assert.ok(
      faults.every((o) => o.fault.kind !== "refused by the compiler"),
      "the fault was planted so that nothing compiles",
    );
  });

// What a faulty library would print of a statement: cheap to plant, for nothing is compiled again.
const text = (change) => (printed) => ({
  ...printed,
  fragments: printed.fragments.map((f) => ({ ...f, text: change(f.text) })),
});
const IN_WHAT_IS_PRINTED = {
  "a comparison is turned round": text((sql) => sql.replace(" < ", " <= ").replace(" > ", " >= ")),
  "NOT is dropped": text((sql) => sql.replace(/\bNOT (?=[(a-z])/, "")),
  "DISTINCT is dropped": text((sql) => sql.replace("SELECT DISTINCT ", "SELECT ")),
  "an order runs backwards": text((sql) => sql.replace(/ DESC\b/, "")),
  "a left join is a join": text((sql) => sql.replace(" LEFT JOIN ", " JOIN ")),
  "a condition is lost": text((sql) => sql.replace(/ WHERE .*? AND /, " WHERE ")),
  "an optional fragment is always there": (printed) => ({
    ...printed,
    fragments: printed.fragments.map(({ text }) => ({ text })),
  }),
  "parameters change places": (printed) => ({ ...printed, parameters: [...printed.parameters].reverse() }),
  "every column is NOT NULL": (printed) => ({
    ...printed,
    columns: printed.columns.map((c) => ({ ...c, nullable: false })),
  }),
  "REAL is declared as INTEGER": (printed) => ({
    ...printed,
    columns: printed.columns.map((c) => ({ ...c, type: c.type === "real" ? "integer" : c.type })),
  }),
  "a bigint is sent as a number": text((sql) => sql.replace(/CAST\((\w+(?:\.\w+)?) AS TEXT\) AS /, "$1 AS ")),
  "a function of raw SQL is another": text((sql) => sql.replace(/\babs\(/, "-(")),
  "a CASE of a value takes its last branch": text((sql) => sql.replace(/(CASE \S+) WHEN .* (WHEN )/, "$1 $2")),
  "a phrase is looked for elsewhere": text((sql) => sql.replace("notes_search MATCH", "notes_search.body MATCH")),
  "marks are lost": text((sql) => sql.replace(/, '\[', '\]'/, ", '', ''")),
  "elements become the whole tree": text((sql) => sql.replace("json_each(", "json_tree(")),
  "an upsert does nothing": text((sql) => sql.replace(/ DO UPDATE SET .*?(?= RETURNING|$)/, " DO NOTHING")),
  "bytes are sent as text": text((sql) => sql.replace(/\b(logs\.)?(data|more)\b(?=,| FROM)/, "hex($&) AS $2")),
  "columns lose their names": (printed) => ({ ...printed, columns: printed.columns.map((c) => ({ ...c, name: "x" })) }),
};
test("in what the library prints", async (t) => {
  const compiler = new Compiler({ keeps: true });
  const { database, statements } = generated(STATEMENTS);
  const printed = await compiler.compile(statements);
  const recorded = {
    tables: compiler.tables,
    compile: async (some) => some.map((s) => printed[statements.indexOf(s)]),
  };
  await t.test("without a fault nothing is found", async () => {
    const outcomes = await new Trial({ compiler: recorded, sqlite }).run(statements, database);
    assert.deepEqual(
      faultsOf(outcomes).map((o) => o.fault),
      [],
    );
  });
  for (const [name, alter] of Object.entries(IN_WHAT_IS_PRINTED))
    await t.test(name, async () => {
      const outcomes = await new Trial({ compiler: recorded, sqlite, alter }).run(statements, database);
      assert.ok(faultsOf(outcomes).length > 0, "nothing was found");
    });
});

test("a fault is made small", async () => {
  const { database, statements } = generated(STATEMENTS);
  const alter = IN_WHAT_IS_PRINTED["every column is NOT NULL"];
  const trial = new Trial({ compiler: new Compiler({ keeps: true }), sqlite, alter });
  const faults = faultsOf(await trial.run(statements.slice(0, 40), database));
  const one = faults.sort((a, b) => sizeOf(a.statement.tree) - sizeOf(b.statement.tree))[Math.floor(faults.length / 2)];
  const smallest = await minimise(trial, one, database);
  assert.equal(smallest.fault.kind, one.fault.kind);
  const [was, is] = [sizeOf(one.statement.tree), sizeOf(smallest.statement.tree)];
  assert.ok(is <= was / 3, `it still has ${is} of ${was} nodes`);
});
