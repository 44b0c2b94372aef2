// D1's query insights by function: each text of SQL belongs to the functions that send it.
import { statementsOf } from "../statements/of_module.mjs";

const normal = (sql) => sql.replace(/\s+/g, " ").replace(/;\s*$/, "").trim();

/** Map(SQL -> names): every text that a module's functions can send, also as a guard and cut as nested rows are. */
export function functionsBySql(description, module) {
  const names = Object.keys(description.functions);
  const all = statementsOf(
    module,
    names.map((name) => ({
      argumentCount: description.functions[name].arguments.length,
      hasSteps: description.functions[name].steps === true,
    })),
  );
  const bySql = new Map();
  names.forEach((name, i) => {
    for (const { texts } of all[i])
      for (const text of [...texts.all, ...texts.guards]) {
        const sql = normal(text);
        bySql.set(sql, (bySql.get(sql) ?? new Set()).add(name));
      }
  });
  return bySql;
}

/** The rows of insights as wrangler prints them (wrangler d1 insights NAME --json), or as the analytics API returns them. */
export function readInsights(json) {
  const groups = json?.data?.viewer?.accounts?.[0]?.d1QueriesAdaptiveGroups;
  const rows = groups
    ? groups.map(({ sum, count, dimensions }) => ({
        query: dimensions?.query,
        totalRowsRead: sum?.rowsRead,
        totalRowsWritten: sum?.rowsWritten,
        totalDurationMs: sum?.queryDurationMs,
        numberOfTimesRun: count,
      }))
    : Array.isArray(json)
      ? json
      : (json?.queries ?? json?.result);
  if (!Array.isArray(rows) || rows.some((row) => typeof row?.query !== "string"))
    throw new Error("this is not what `wrangler d1 insights NAME --json` prints: a list of objects with a query");
  return rows.map((row) => ({
    sql: normal(row.query),
    runs: row.numberOfTimesRun ?? 0,
    rows_read: row.totalRowsRead ?? 0,
    rows_written: row.totalRowsWritten ?? 0,
    milliseconds: row.totalDurationMs ?? 0,
  }));
}

/**
 * { functions, unknown }: the cost of each function, the most rows read first. A text that several functions send is a line of its own:
 * which of them it was, D1 does not say. unknown: texts that no function sends.
 */
export function costsOf(insights, bySql) {
  const costs = new Map();
  const unknown = [];
  for (const { sql, ...cost } of insights) {
    const names = bySql.get(sql);
    if (names === undefined) {
      unknown.push({ sql, ...cost });
      continue;
    }
    const key = [...names].join(" or ");
    const known = costs.get(key) ?? {
      functions: [...names],
      statements: 0,
      runs: 0,
      rows_read: 0,
      rows_written: 0,
      milliseconds: 0,
    };
    known.statements++;
    for (const field of ["rows_read", "rows_written", "milliseconds"]) known[field] += cost[field];
    known.runs = Math.max(known.runs, cost.runs); // each call sends each of its statements once
    costs.set(key, known);
  }
  const byCost = (a, b) =>
    b.rows_read - a.rows_read || b.rows_written - a.rows_written || b.milliseconds - a.milliseconds;
  return { functions: [...costs.values()].sort(byCost), unknown: unknown.sort(byCost) };
}
