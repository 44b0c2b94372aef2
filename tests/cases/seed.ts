// The rows that every case finds: a workspace of ours (ws_1), one of others (ws_2) that must stay invisible, and a row in
// every state that matters. Columns that are not named have their defaults.
import { agents } from "./seed/agents.js";
import { evals } from "./seed/evals.js";
import { monitoring } from "./seed/monitoring.js";
import { insertions, type Table } from "./seed/row.js";
import { runs } from "./seed/runs.js";
import { traces } from "./seed/traces.js";

export { at } from "./seed/row.js";
const seed: Table[] = [...agents, ...traces, ...evals, ...runs, ...monitoring];

/** Empties every table and fills it again. */
export const seedStatements: string[] = [
  "PRAGMA defer_foreign_keys = on",
  ...seed.map(([table]) => `DELETE FROM ${table}`).reverse(),
  ...seed.flatMap(insertions),
];
