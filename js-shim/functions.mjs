// functions.json of a client: what the generator wrote of its functions, with the comments of their declarations.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The description in a generated folder. comments: of readAllComments(). */
export function readDescription(generated, comments) {
  const file = join(generated, "functions.json");
  if (!existsSync(file)) throw new Error(`${file} is missing: generate the client anew`);
  const description = JSON.parse(readFileSync(file, "utf8"));
  for (const [name, comment] of comments)
    if (description.functions[name]) Object.assign(description.functions[name], comment);
  return description;
}

/** A description with some of its domains, and the rows that those use. */
export function descriptionWith({ rows, functions }, selected) {
  const kept = Object.fromEntries(Object.entries(functions).filter(([name]) => selected.includes(name.split(".")[0])));
  const used = new Set();
  const visit = (value) => {
    if (value === null || typeof value !== "object") return;
    if (typeof value.row === "string" && !used.has(value.row)) {
      used.add(value.row);
      visit(rows[value.row]);
    }
    Object.values(value).forEach(visit);
  };
  visit(Object.values(kept).map((one) => one.result));
  return { rows: Object.fromEntries(Object.entries(rows).filter(([name]) => used.has(name))), functions: kept };
}

/** What squall/schema needs: no comments and no budgets. */
export const withoutComments = ({ rows, functions }) => ({
  rows,
  functions: Object.fromEntries(
    Object.entries(functions).map(([name, { text: _text, errors: _errors, budget: _budget, ...rest }]) => [name, rest]),
  ),
});

/** The rows that a call may read, by function: those that have such a budget. */
export const budgetsOf = ({ functions }) =>
  Object.fromEntries(
    Object.entries(functions)
      .filter(([, { budget }]) => budget?.rows_read !== undefined)
      .map(([name, { budget }]) => [name, budget.rows_read]),
  );

/** A default outside of the bounds says that there is none: the function itself decides. */
const defaultOf = ({ default: usual, least, most, list }) =>
  typeof usual === "number" && least !== undefined && !list && (usual < least || usual > most) ? undefined : usual;
const typeOf = ({ kind, list, values, fields, nullable, opening }) => {
  const one =
    kind === "enum"
      ? values.map((value) => JSON.stringify(value)).join(" | ")
      : kind === "object"
        ? `{ ${fields.map(argumentText).join("; ")} }`
        : kind === "json"
          ? ({ "[": "JSON array", "{": "JSON object" }[opening] ?? "JSON")
          : kind;
  const type = list ? (one.includes(" ") ? `(${one})[]` : `${one}[]`) : one;
  return nullable ? `${type} | null` : type;
};
const argumentText = (argument) => {
  const { name, required, least, most, list } = argument;
  const usual = defaultOf(argument);
  const bound = least === undefined ? "" : most >= Number.MAX_SAFE_INTEGER ? ` ≥ ${least}` : ` ${least}–${most}`;
  const limits = bound && (list ? ` (${bound.trim()} items)` : bound);
  return `${name}${required ? "" : "?"}: ${typeOf(argument)}${limits}${usual === undefined ? "" : ` = ${usual}`}`;
};
const resultText = (result) => {
  switch (result.kind) {
    case "nothing":
      return "nothing";
    case "row":
      return result.row;
    case "list":
      return `${result.row}[]`;
    case "page":
      return `Page<${result.row}>`;
    case "optional":
      return `${resultText(result.of)} | null`;
    case "object":
      return `{ ${Object.entries(result.fields)
        .map(([name, part]) => `${name}: ${resultText(part)}`)
        .join("; ")} }`;
    default:
      return typeOf(result);
  }
};
const columnText = (column) =>
  `${column.name}: ${
    column.kind === "row"
      ? column.row
      : column.kind === "rows"
        ? `${column.row}[]`
        : (column.typescript ?? typeOf({ ...column, nullable: false }))
  }${column.nullable ? " | null" : ""}`;

/** llms.txt: the functions of a client in a form that a language model reads well (llmstxt.org). */
export function llmsText({ rows, functions }) {
  const domains = new Map();
  for (const one of Object.entries(functions)) {
    const [domain] = one[0].split(".");
    domains.set(domain, [...(domains.get(domain) ?? []), one]);
  }
  const lines = [
    "# Database functions",
    "",
    "> `const db = open(env.DB)` returns a typed client of a D1 database. Each call below is one function: one round trip, all or " +
      "nothing. `db.batch((q) => [q.…, q.…])` sends several at once, all or nothing.",
    "",
    "Arguments are one plain object; a name with `?` may be left out. A wrong argument is refused by name before anything is sent. " +
      "Errors are a `SquallError` with `kind`: invalid_argument, not_found, conflict, guard_failed, foreign_key, not_null, check, limit, unavailable or internal. " +
      "timestamp is ISO-8601 text, date is YYYY-MM-DD. A Page has `items` and `next_cursor`, which is the `cursor` of the next call, " +
      "and null on the last page.",
  ];
  for (const [domain, list] of domains) {
    lines.push("", `## ${domain}`, "");
    for (const [name, { arguments: args, result, steps, text, errors }] of list) {
      lines.push(
        `- \`db.${name}(${args.length === 0 ? "" : `{ ${args.map(argumentText).join(", ")} }`})\` returns \`${resultText(result)}\`.` +
          `${text ? ` ${text}` : ""}${errors ? ` Errors: ${errors}` : ""}${steps ? " Several round trips; not in a batch." : ""}`,
      );
    }
  }
  lines.push("", "## Rows", "");
  for (const [name, columns] of Object.entries(rows))
    lines.push(`- ${name}: \`{ ${columns.map(columnText).join("; ")} }\``);
  return `${lines.join("\n")}\n`;
}
