// Rows that a page shows. A line "name(arguments) → rows" in a "text" block runs the statement of that name on the shop's tables, each
// block on a database of its own: the rows before it are in `rowsBefore`. "domain.name(…)" is a function, which the shop's tests call.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sqlite3InitModule from "@sqlite.org/sqlite-wasm";
import { errorsOf } from "./cpp.mjs";

const products = `INSERT INTO categories (id, name) VALUES (1, 'Tea'), (2, 'Cups');
  INSERT INTO products (id, category_id, sku, name, price) VALUES (1, 1, 'a', 'Teapot', 4500), (2, 1, 'b', 'Sieve', 900),
    (3, 2, 'c', 'Tall cup', 1200), (4, 2, 'd', 'Low cup', 1100);`;
const customers = `INSERT INTO customers (id, email, name, created_at) VALUES (1, 'ann@example.com', 'Ann', '2026-01-01T00:00:00.000Z'),
    (2, 'bob@example.com', 'Bob', '2026-01-01T00:00:00.000Z');`;
const orders = `${customers} INSERT INTO warehouses (id, name) VALUES (1, 'North');
  INSERT INTO orders (id, customer_id, warehouse_id, idempotency_key, total, placed_at) VALUES
    (1, 1, 1, 'a', 4050, '2026-01-02T00:00:00.000Z'), (2, 2, 1, 'b', 6650, '2026-01-03T00:00:00.000Z');`;
/** By the first statement of a block. */
const rowsBefore = {
  new_category: "SELECT 1",
  subtree:
    "INSERT INTO categories (id, parent_id, name) VALUES (1, NULL, 'Kitchen'), (2, 1, 'Cups'), (3, 2, 'Espresso'), (4, NULL, 'Garden')",
  top: products,
  priced: products,
  put: `${products} INSERT INTO warehouses (id, name) VALUES (1, 'North')`,
  hide: customers,
  of_key: orders,
  revenue: orders,
  own_order: orders,
};

const shown = /^(?<name>[a-z_]+)\((?<args>.*)\)\s*→ (?<rows>.+)$/;
const called = /^(?<domain>[a-z_]+)\.(?<name>[a-z_]+)\(.*\)\s*→ /;

/** The SQL and the parameters of each statement, as a program of the page prints them. */
function statementsOf(root, page, blocks, names) {
  const folder = mkdtempSync(join(tmpdir(), "squall-rows-"));
  const namespace = /^namespace (\w+) \{/m.exec(blocks.map((block) => block.text).join("\n"))?.[1];
  const source = `#include "squall/squall.hpp"
#include <cstdio>
#include <string>
using namespace squall;
${blocks.map(({ line, text }) => `#line ${line} "${page}"\n${text}\n`).join("")}
template <class Q>
void print(const char* name, const Q&) {
    std::string parameters;
    const auto& a = squall::detail::analysis_of<Q>;
    for (std::size_t i = 0; i < a.parameter_count; ++i) parameters += ' ' + std::string(a.parameters[i].name);
    std::printf("%s%s\\n%s\\n", name, parameters.c_str(), std::string(squall::text_of<Q>()).c_str());
}
int main() {
${names.map((name) => `    print("${name}", ${namespace}::${name});\n`).join("")}}
`;
  const program = join(folder, "rows");
  const flags = [
    "-std=c++20",
    "-w",
    `-I${join(root, "include")}`,
    `-I${root}`,
    "-isystem",
    join(root, "build/native/include/pfr"),
  ];
  const done = spawnSync("g++", [...flags, "-x", "c++", "-", "-o", program], { input: source, encoding: "utf8" });
  if (done.status !== 0) return { problems: errorsOf(done) };
  const lines = spawnSync(program, { encoding: "utf8" }).stdout.split("\n");
  rmSync(folder, { recursive: true });
  const statements = {};
  for (let i = 0; i + 1 < lines.length; i += 2) {
    const [name, ...parameters] = lines[i].split(" ");
    statements[name] = { sql: lines[i + 1], parameters };
  }
  return { statements };
}

/** "1 Kitchen, 2 Cups": rows as a page shows them; of one value that is 1, true. */
function printed(rows, isFlag) {
  if (isFlag) return String(rows.length === 1 && rows[0][0] === 1);
  return rows.length === 0 ? "nothing" : rows.map((row) => row.join(" ")).join(", ");
}

/** `blocks`: of C++ and of text. */
export async function checkRows(root, blocks) {
  const problems = [];
  const sqlite3 = await sqlite3InitModule();
  const tables = readFileSync(join(root, "worker/examples/shop/migrations/0001_shop.sql"), "utf8");
  const tests = readFileSync(join(root, "tests/shop/shop.test.ts"), "utf8");
  let lines = 0;
  for (const page of new Set(blocks.map((block) => block.page))) {
    const own = blocks.filter((block) => block.page === page);
    const texts = own.filter((block) => block.language === "text");
    const code = own.filter((block) => block.language === "cpp");
    const names = [
      ...new Set(texts.flatMap(({ text }) => text.split("\n").flatMap((l) => shown.exec(l)?.groups.name ?? []))),
    ];
    const { statements = {}, problems: errors = [] } = statementsOf(root, page, code, names);
    problems.push(...errors);
    for (const block of texts) {
      const rows = block.text
        .split("\n")
        .map((line, i) => ({ line: block.line + i, text: line, groups: shown.exec(line)?.groups }));
      const db = new sqlite3.oo1.DB(":memory:");
      db.exec(tables);
      const first = rows.find((row) => row.groups)?.groups.name;
      if (first !== undefined && rowsBefore[first] === undefined)
        problems.push(`${page}:${block.line}: no rows before ${first}`);
      db.exec(rowsBefore[first] ?? "SELECT 1");
      for (const { line, text, groups } of rows) {
        const call = called.exec(text)?.groups;
        if (call && !tests.includes(`.${call.domain}.${call.name}(`))
          problems.push(`${page}:${line}: tests/shop does not call ${call.domain}.${call.name}`);
        if (text.includes("→")) ++lines;
        if (text.includes("→") && !call && !groups) problems.push(`${page}:${line}: nothing runs "${text}"`);
        if (!groups || !statements[groups.name]) continue;
        const { sql, parameters } = statements[groups.name];
        const given = Function(`return [${groups.args}]`)();
        const named =
          typeof given[0] === "object" ? given[0] : Object.fromEntries(parameters.map((name, i) => [name, given[i]]));
        try {
          const found = db.exec({ sql, bind: parameters.map((name) => named[name]), returnValue: "resultRows" });
          const said = printed(found, /^(true|false)$/.test(groups.rows));
          if (said !== groups.rows.trim()) problems.push(`${page}:${line}: the rows are ${said}`);
        } catch (error) {
          problems.push(`${page}:${line}: ${error.message}`);
        }
      }
      db.close();
    }
  }
  return { problems, lines };
}
