// Puts the tables of a real D1 into their first state, and reads them for comparing.
import { reading, readingsIndex, readingsTable, otherRows } from "../contenders/data.js";

const rowsAtOnce = 1000;

export const insertReadings = (d1, rows) => {
  const statements = [];
  for (let i = 0; i < rows.length; i += rowsAtOnce)
    statements.push(
      d1
        .prepare(
          "INSERT INTO readings SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8, '2026-02-03T04:05:06.789Z' FROM json_each(?)",
        )
        .bind(
          JSON.stringify(
            rows
              .slice(i, i + rowsAtOnce)
              .map((r) => Object.values({ ...r, labels: JSON.stringify(r.labels), is_valid: r.is_valid ? 1 : 0 })),
          ),
        ),
    );
  return statements;
};

export async function migrate(d1, migrations) {
  for (const { queries } of migrations) await d1.batch(queries.map((q) => d1.prepare(q)));
  await d1.batch([d1.prepare(readingsTable), d1.prepare(readingsIndex)]);
}

export async function reset(d1, readings) {
  const tables = ["readings", "job_retry_history", ...otherRows.map((t) => t.name).reverse()];
  const statements = tables.map((name) => d1.prepare(`DELETE FROM ${name}`));
  for (const { name, columns, rows } of otherRows)
    for (const row of rows)
      statements.push(
        d1
          .prepare(`INSERT INTO ${name} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`)
          .bind(...row),
      );
  await d1.batch(statements);
  const rows = Array.from({ length: readings }, (_, i) => reading(i + 1));
  if (rows.length > 0) await d1.batch(insertReadings(d1, rows));
}

/** Every row of the tables that an operation may change. */
export async function contents(d1) {
  const names = ["agents", "agent_functions", "job_retry_history", "readings"];
  const results = await d1.batch(names.map((name) => d1.prepare(`SELECT * FROM ${name} ORDER BY 1, 2`)));
  return Object.fromEntries(names.map((name, i) => [name, results[i].results]));
}
