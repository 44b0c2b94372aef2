// C++ comments stand above the functions of index.d.ts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readComments, withComments } from "../../js-shim/function_comments.mjs";

const header = `#pragma once
namespace app::order_lines {
/// Stores a line. Errors: conflict (the id is taken), foreign_key.
plan<Line> create(create_args&&);

/// Ends */ here, /* and @tags are text.
plan<nothing> delete_(id_args&&);
plan<int64_t> count(no_arguments&&);
/// In steps.
steps<vector<Line>> import_(import_args&&);
}
`;
const types = `export interface OrderLinesFunctions<Mode extends "call" | "plan"> {
  create(args: { id: string }, ...options: Options<Mode>): Result<Mode, Line>;
  delete(args: { id: string }, ...options: Options<Mode>): Result<Mode, void>;
  count(args?: { }, ...options: Options<Mode>): Result<Mode, number>;
}
export interface LinesFunctions<Mode extends "call" | "plan"> {
  create(args: { id: string }, ...options: Options<Mode>): Result<Mode, Line>;
}
`;

test("comments are read with their errors, under the names that the client has", () => {
  const comments = readComments(header);
  assert.deepEqual([...comments.keys()], ["order_lines.create", "order_lines.delete", "order_lines.import"]);
  assert.deepEqual(comments.get("order_lines.create"), {
    text: "Stores a line.",
    errors: "conflict (the id is taken), foreign_key.",
  });
});

test("a comment stands above its function, ends where it should, and above no other domain's", () => {
  const written = withComments(types, readComments(header));
  assert.match(
    written,
    /\/\*\*\n {3}\* Stores a line\.\n {3}\* @throws \{SquallError\} conflict .*\n {3}\*\/\n {2}create/,
  );
  assert.match(written, /\/\*\* Ends \*\\\/ here, \/\* and @tags are text\. \*\/\n {2}delete\(/);
  assert.equal(written.match(/Stores a line/g).length, 1);
  assert.equal(written.replace(/ {2}\/\*\*(?:[^*]|\*(?!\/))*\*\/\n/g, ""), types);
});

test("nearly all functions of the client have a comment", () => {
  const index = readFileSync(fileURLToPath(new URL("../../dist/index.d.ts", import.meta.url)), "utf8");
  const all = [...index.matchAll(/(\*\/\n)? {2}\w+\(args\??: /g)];
  assert.ok(all.length > 280);
  assert.deepEqual(all.filter((found) => !found[1]).length, 0);
});
