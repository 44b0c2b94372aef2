// The C++ that belongs to a project but is not its own: the files that CMake configures for it, filled in.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./library.mjs";

const listOf = (name) => (name === undefined ? "squall::relation_list<>{}" : `::${name}`);

/** [compiler's path, text] of the module's table of functions, and of the program that writes the client. */
export function generatedSources({ header, functions, schema, tables, views, others }) {
  const values = {
    module_HEADER: header,
    module_FUNCTIONS: functions,
    tool_HEADER: schema,
    tool_TABLES: tables,
    views: listOf(views),
    others: listOf(others),
  };
  return ["module.cpp", "npm_toolchain/generate.cpp"].map((name) => {
    const text = readFileSync(join(root, "wasm", `${name}.in`), "utf8");
    return [`/build/${name}`, Buffer.from(text.replaceAll(/@(\w+)@/g, (_, value) => values[value]))];
  });
}
