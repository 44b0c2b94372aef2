// Applications use squall; squall::detail is for the library. docs/ARCHITECTURE.md, "Public and internal names", says why.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const files = (...patterns) =>
  execFileSync("git", ["ls-files", "--", ...patterns], { cwd: root, encoding: "utf8" })
    .split("\n")
    .filter(Boolean);
const read = (file) => readFileSync(join(root, file), "utf8");
const withoutComments = (text) => text.replace(/\/\/.*/g, "").replace(/"(\\.|[^"\\\n])*"/g, '""');

/** The namespaces of include/squall, with what ARCHITECTURE.md says of each. */
const namespaces = new Set([
  "squall",
  "squall::detail",
  "squall::detail::enums",
  "squall::identifiers",
  "squall::d1_rest",
]);
/** What only the library spells: nodes of expressions, clauses, checks of the compiler, marks. */
const internal = /(_node|_clause|_mark)$|^check_/;
/** For an application: the references of a list of tables, and a CHECK of a table, described as its columns are. */
const callable = new Set(["check_references", "check_description"]);

/** The namespaces of a text, and the names of the structs and functions that stand in each of them. */
function declarationsOf(text) {
  const found = [];
  const open = [];
  let head = "";
  for (const c of withoutComments(text).replace(/^\s*#.*$/gm, "")) {
    if (c === "{") {
      const named = /\bnamespace ([\w:]+)\s*$/.exec(head);
      open.push(named ? named[1] : undefined);
      if (named) found.push({ namespace: open.filter(Boolean).join("::") });
      else if (open.slice(0, -1).every(Boolean)) declare(head, open.slice(0, -1).join("::"));
      head = "";
    } else if (c === "}") {
      open.pop();
      head = "";
    } else if (c === ";") {
      if (open.every(Boolean)) declare(head, open.join("::"));
      head = "";
    } else head += c;
  }
  function declare(declaration, namespace) {
    const name =
      /\b(?:struct|class|concept)\s+(\w+)/.exec(
        declaration.replace(/template\s*<.*?>\s*(?=struct|class|concept|constexpr|inline)/gs, ""),
      )?.[1] ?? /\b(\w+)\s*\(/.exec(declaration)?.[1];
    if (name) found.push({ namespace, name });
  }
  return found;
}

test("headers use the namespaces that ARCHITECTURE.md describes", () => {
  const page = read("docs/ARCHITECTURE.md");
  for (const name of namespaces) assert.ok(page.includes(`\`${name}\``), `${name} is not described`);
  for (const file of files("include/squall/*.hpp"))
    for (const { namespace, name } of declarationsOf(read(file)))
      assert.ok(namespaces.has(namespace) || name === "sqlite3", `${file}: namespace ${namespace}`);
});

test("what only the library spells is in squall::detail", () => {
  const public_ = files("include/squall/*.hpp").flatMap((file) =>
    declarationsOf(read(file))
      .filter((d) => d.name && d.namespace === "squall" && internal.test(d.name) && !callable.has(d.name))
      .map((d) => `${file}: ${d.name}`),
  );
  assert.deepEqual(public_, []);
});

test("an application names nothing of squall::detail", () => {
  const named = files(
    "schema",
    "src/repositories",
    "template",
    "worker",
    "bench/module",
    "README.md",
    "docs/guide",
    "docs/adding.md",
    "docs/coming-from-d1.md",
    "docs/coming-from-drizzle.md",
    "docs/coming-from-kysely.md",
    "docs/coming-from-prisma.md",
    "docs/bindings.md",
  ).filter((file) => /\bdetail::/.test(read(file)));
  assert.deepEqual(named, []);
});

test("every public header begins with what it contains", () => {
  const silent = files("include/squall/*.hpp").filter((file) => !/^#pragma once\n\/\/ \S/.test(read(file)));
  assert.deepEqual(silent, []);
});
