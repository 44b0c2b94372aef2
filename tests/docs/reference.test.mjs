// docs/reference is what ./dev docs would write.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { fieldsOf } from "../../docs/generate/client_types.mjs";
import { readArguments, readHeader, splitList } from "../../docs/generate/declarations.mjs";
import { readPlanFacts } from "../../docs/generate/plan_facts.mjs";
import { referencePages } from "../../docs/generate/reference.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = `${root}docs/reference/`;

test("the pages are up to date (./dev docs writes them)", () => {
  const pages = referencePages(root);
  assert.deepEqual(readdirSync(folder).sort(), [...pages.keys()].sort());
  for (const [name, text] of pages) assert.equal(readFileSync(folder + name, "utf8"), text, name);
});

test("every function that the client offers has its section", () => {
  const pages = referencePages(root);
  const sections = [...pages].flatMap(([name, text]) =>
    [...text.matchAll(/^db\.(\w+\.\w+)\(/gm)].map(([, full]) => [name, full]),
  );
  for (const [page, full] of sections) assert.equal(page, `${full.split(".")[0]}.md`);
  const types = readFileSync(`${root}build/wasm/generated/client.d.ts`, "utf8");
  assert.equal(sections.length, [...types.matchAll(/^  \w+\(args\??: /gm)].length);
});

test("a header's comments, arguments and rules are read", () => {
  const source = `#pragma once
// Things.
template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"limit", int64_t, default_integer<20>,
        between<1, 100>> limit{};  // a page
};
using list_args = arguments<list_fields>;
/// The things, newest
/// first. Errors: not_found (no such shelf).
plan<vector<Thing>> list(list_args&&);
`;
  const { title, functions } = readHeader(source);
  assert.equal(title, "Things.");
  assert.deepEqual(functions, [
    {
      name: "list",
      cpp_name: "list",
      result: "vector<Thing>",
      args: "list_args",
      summary: "The things, newest first.",
      errors: "not_found (no such shelf).",
    },
  ]);
  assert.deepEqual(readArguments(source).types.get("list_args"), [
    { name: "limit", type: "int64_t", marks: ["default_integer<20>", "between<1, 100>"] },
  ]);
});

test("lists and object types are split where they should be", () => {
  assert.deepEqual(splitList('"a, b", c<d, e>, { f: [g, h] }'), ['"a, b"', "c<d, e>", "{ f: [g, h] }"]);
  assert.deepEqual(
    [...fieldsOf("{ a: string; b?: ({ c: number; d: 'x' | 'y' })[] }")],
    [
      ["a", "string"],
      ["b?", "({ c: number; d: 'x' | 'y' })[]"],
    ],
  );
});

test("what a plan reads is told from what an insert only mentions", () => {
  const facts = readPlanFacts(`things.add: 2 statements in one batch

    SELECT CASE WHEN EXISTS (SELECT s.id FROM shelves AS s WHERE s.id = ?1) IS NOT TRUE THEN json_extract('{}',
    'not_found:shelf:' || ?2) ELSE 1 END AS g

        SCAN CONSTANT ROW
          SEARCH s USING COVERING INDEX sqlite_autoindex_shelves_1 (id=?)

    INSERT INTO things (id) VALUES (?1)

        SCAN jobs
`).get("things.add");
  assert.equal(facts.statements, 2);
  assert.deepEqual(facts.guards, [["not_found", "shelf"]]);
  assert.deepEqual([...facts.indexes], [["shelves", new Set(["key (id)"])]]);
  assert.deepEqual([...facts.scans], []);
});
