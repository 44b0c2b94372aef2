// A fault in print: the C++ source, the SQL, the rows of its tables, what was expected and what came.
import { cppOf } from "./cpp.mjs";
import { TABLES } from "./schema.mjs";

const shown = (v) =>
  v === null
    ? "NULL"
    : typeof v === "object"
      ? `x'${v.blob}'`
      : typeof v === "string"
        ? JSON.stringify(v)
        : typeof v === "number" && Number.isInteger(v)
          ? `${v}.0`
          : String(v);
const list = (rows) => rows?.map((row) => `    ${row}`).join("\n") || "    (none)";

export function report({ statement, sent, printed, expected, fault }, database) {
  const { structs, lines } = cppOf(statement, 0);
  const source = [...structs, ...lines.slice(0, -1)].join("\n");
  const out = [
    fault.kind === "refused by the compiler"
      ? `refused by the compiler: ${fault.message}`
      : `${fault.kind}: ${fault.message}`,
    source,
  ];
  if (sent) {
    out.push(`SQL: ${sent.sql}`);
    if (sent.values.length > 0) out.push(`values: ${sent.values.map(shown).join(", ")}`);
    out.push(`columns: ${printed.columns.map((c) => `${c.name} ${c.type}${c.nullable ? "?" : ""}`).join(", ")}`);
  }
  for (const [name, { columns }] of Object.entries(TABLES)) {
    if (!new RegExp(`\\b${name}\\b`).test(sent?.sql ?? "")) continue;
    out.push(`table ${name} (${columns.map((c) => c.name).join(", ")}):`);
    out.push(list(database[name].map((row) => `(${columns.map((c) => shown(row[c.name])).join(", ")})`)));
  }
  if (expected?.unspecified) out.push(`SQLite leaves the rows open: ${expected.unspecified}`);
  if (fault.expected) out.push("expected:", list(fault.expected));
  if (fault.got) out.push("got:", list(fault.got));
  return out.join("\n");
}
