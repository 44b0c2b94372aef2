// squall/backfill: a change of all rows of a table in batches, from a Worker's cron. The command `squall backfill` (src/migrate/backfill.cpp)
// runs the same statements on the same state: either can go on where the other stopped.
//
// A batch is one D1 batch, a transaction: the state names the last key that was visited, and moves with the rows. A batch that another
// run has taken, and one whose answer was lost, is refused by the state's number, and never applied twice.
import { SquallError } from "./error.js";
import type { Binding } from "./types.js";

export const maxBatch = 10_000;

export interface BackfillOptions {
  /** The name of the state in the database (squall_backfills). */
  name: string;
  table: string;
  /** What UPDATE sets: "city = 'unknown'". Without it the rows are deleted. */
  set?: string;
  /** Which rows: a condition in SQL. */
  where?: string;
  /** A column whose values differ in all rows and are never NULL, such as the primary key. The batches are ranges of it. */
  key: string;
  /** Rows of a batch, 1 to 10,000; 5,000 by default. */
  batch?: number;
  /** The maximum number of batches of this call; 10 by default. A Worker may send so many queries, and run for so long. */
  maxBatches?: number;
  /** Milliseconds between two batches; 0 by default. */
  pause?: number;
  /** Is called after each batch. */
  onProgress?: (state: BackfillState) => void;
}
export interface BackfillState {
  /** Whether every row has been visited. */
  finished: boolean;
  /** The batches of all calls. */
  batches: number;
  /** The rows that all calls have changed. */
  rows: number;
}
type Row = { statement: string; batches: number; rows: number; finished_at: string | null };

const takenByAnother = "squall: another run has taken this batch";
const now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')";
const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
const invalid = (rule: string) => new SquallError("invalid_argument", `invalid_argument: ${rule}`);

function check({ name, table, set, where, key, batch = 5_000, maxBatches = 10, pause = 0 }: BackfillOptions) {
  for (const [option, text] of Object.entries({ name, table, key }))
    if (typeof text !== "string" || text === "") throw invalid(`${option} must be a text that is not empty`);
  for (const [option, number, most] of [
    ["batch", batch, maxBatch],
    ["maxBatches", maxBatches, Infinity],
  ] as const)
    if (!(Number.isInteger(number) || number === most) || number < 1 || number > most)
      throw invalid(`${option} must be a whole number${most === Infinity ? " from 1" : ` from 1 to ${most}`}`);
  if (!(pause >= 0)) throw invalid("pause must be a number of milliseconds");
  return { name, table, set: set?.trim() ?? "", where: where?.trim() ?? "", key, batch, maxBatches, pause };
}

/** The statements of the batch after so many. */
function statementsOf(
  { table: tableName, set, where, key: column, batch }: ReturnType<typeof check>,
  batches: number,
): string[] {
  const table = quoted(tableName);
  // rowid is no name of a column where it is quoted and the table has none.
  const key = `${table}.${column.toLowerCase() === "rowid" ? column : quoted(column)}`;
  const kept = (which: string) => `(SELECT b.${which} FROM squall_backfills AS b WHERE b.name = ?1)`;
  const behind = `${key} ${batches === 0 ? "IS NOT NULL" : `> ${kept("last_key")}`}`;
  const keys = `(SELECT ${key} FROM ${table} WHERE ${behind} ORDER BY ${key}`;
  return [
    `SELECT json_extract('{}', '${takenByAnother}' || substr(name, 1, 0)) FROM squall_backfills WHERE name = ?1 AND (batches <> ${batches} OR finished_at IS NOT NULL)`,
    `UPDATE squall_backfills SET next_key = coalesce(${keys} LIMIT 1 OFFSET ${batch - 1}), ${keys} DESC LIMIT 1)) WHERE name = ?1`,
    `${set === "" ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${set}`}\nWHERE ${behind} AND ${key} <= ${kept("next_key")}${where === "" ? "" : ` AND (${where}\n)`}`,
    `UPDATE squall_backfills SET rows = rows + changes(), last_key = coalesce(next_key, last_key), batches = batches + 1, finished_at = iif(next_key IS NULL, ${now}, NULL), next_key = NULL WHERE name = ?1`,
  ];
}

/** Changes the next rows, up to maxBatches batches of them, and returns how far it is. */
export async function backfill(binding: Binding, options: BackfillOptions): Promise<BackfillState> {
  const checked = check(options);
  const { name, table, set, where, key, maxBatches, pause } = checked;
  const identity = `${set === "" ? `DELETE FROM ${table}` : `UPDATE ${table} SET ${set}`}${where === "" ? "" : ` WHERE ${where}`} BY ${key}`;
  const reading = () =>
    binding.prepare("SELECT statement, batches, rows, finished_at FROM squall_backfills WHERE name = ?1").bind(name);
  const stateOf = (row: Row | undefined): BackfillState => {
    if (row === undefined) throw new SquallError("not_found", `not_found: the state of the backfill ${name}`);
    if (row.statement !== identity)
      throw invalid(
        `the state of ${name} belongs to another statement: choose another name, or delete its row of squall_backfills`,
      );
    return { finished: row.finished_at !== null, batches: row.batches, rows: row.rows };
  };
  const read = async () => stateOf(((await reading().all()) as { results: Row[] }).results[0]);

  const began = (await binding.batch([
    binding
      .prepare(
        "CREATE TABLE IF NOT EXISTS squall_backfills (name TEXT PRIMARY KEY, statement TEXT NOT NULL, last_key, next_key, batches INTEGER NOT NULL DEFAULT 0, rows INTEGER NOT NULL DEFAULT 0, started_at TEXT NOT NULL, finished_at TEXT)",
      )
      .bind(),
    binding
      .prepare(
        `INSERT INTO squall_backfills (name, statement, started_at) VALUES (?1, ?2, ${now}) ON CONFLICT DO NOTHING`,
      )
      .bind(name, identity),
    reading(),
  ])) as { results: Row[] }[];
  let state = stateOf(began[2]?.results[0]);
  for (let sent = 0; !state.finished && sent < maxBatches; sent++) {
    if (sent > 0 && pause > 0) await new Promise((done) => setTimeout(done, pause));
    try {
      const statements = statementsOf(checked, state.batches).map((sql) => binding.prepare(sql).bind(name));
      const answers = (await binding.batch([...statements, reading()])) as { results: Row[] }[];
      state = stateOf(answers.at(-1)?.results[0]);
    } catch (error) {
      if (error instanceof SquallError || !String(error).includes(takenByAnother)) throw error;
      state = await read();
    }
    options.onProgress?.(state);
  }
  return state;
}
