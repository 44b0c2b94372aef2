// Reads tests/plans/<domain>.txt: how many statements a function sends, what its guards ask, and which indexes serve it.

/** Map(function -> { statements, guards: [[kind, name]], indexes: Map(table -> Set(index)), scans: Set(table) }) */
export function readPlanFacts(text) {
  const functions = new Map();
  for (const part of text.split(/^(?=\S)/m)) {
    const [, name, statements] = part.match(/^(\S+): (\d+) statement/);
    const blocks = part.trimEnd().split("\n\n").slice(1);
    const sql = blocks.filter((_, i) => i % 2 === 0).map((block) => block.replace(/\n\s+/g, " "));
    const plans = blocks.filter((_, i) => i % 2 === 1);
    functions.set(name, { statements: Number(statements), guards: guardsIn(sql), ...readings(sql, plans) });
  }
  return functions;
}

function guardsIn(sql) {
  const guards = new Map();
  for (const statement of sql)
    for (const [, kind, name] of statement.matchAll(/json_extract\('\{\}', '(\w+):(\w+):'/g))
      guards.set(`${kind}:${name}`, [kind, name]);
  return [...guards.values()];
}

/** An index's name; of one that SQLite has made for a key, the columns that are asked for. */
const nameOf = (index, columns = "") =>
  index.startsWith("sqlite_autoindex_") ? `key (${columns.replace(/[=<>]+\?/g, "").replace(/ AND /g, ", ")})` : index;

/** The table behind a name of a plan: itself, or what the statement calls so. */
const tableOf = (name, sql) => sql.match(new RegExp(`\\b(\\w+) AS ${name}\\b`))?.[1] ?? name;

function readings(sql, plans) {
  const indexes = new Map();
  const scans = new Set();
  plans.forEach((plan, i) => {
    const isInsert = sql[i].trimStart().startsWith("INSERT");
    for (const [, verb, name, rest] of plan.matchAll(/^ +(SEARCH|SCAN) (\w+)(.*)$/gm)) {
      if (name === "CONSTANT" || rest.includes("VIRTUAL TABLE") || new RegExp(`\\) AS ${name}\\b`).test(sql[i]))
        continue;
      // An insert's plan also names the tables that refer to its own: they are not read.
      if (isInsert && !new RegExp(`\\b(FROM|JOIN) ${tableOf(name, sql[i])}\\b`).test(sql[i])) continue;
      const table = tableOf(name, sql[i]);
      const index = rest.match(/USING (?:COVERING )?INDEX (\w+)(?: \((.*)\))?/);
      if (verb === "SCAN") scans.add(table);
      if (index) indexes.set(table, (indexes.get(table) ?? new Set()).add(nameOf(index[1], index[2])));
    }
  });
  return { indexes, scans };
}
