// What a binding answers is looked at before it is read: a wrapper or a test double may give anything, and what is not
// understood must never be taken for "no rows".
import type { StatementResult } from "./binding.js";
import { StatementFlag } from "./protocol.js";

/** An answer that is not what was asked for. */
export class AnswerError extends Error {
  override readonly name = "AnswerError";
}

/** The rows that raw() gave. */
export function checkedRows(rows: unknown): unknown[] {
  if (!Array.isArray(rows)) throw new AnswerError(`raw() returned ${kindOf(rows)}, not a list of rows`);
  return rows as unknown[];
}

/** The results of all() or batch(), one for each statement. */
export function checkedResults(results: unknown, flags: number[]): StatementResult[] {
  if (!Array.isArray(results)) throw new AnswerError(`batch() returned ${kindOf(results)}, not a list`);
  if (results.length !== flags.length)
    throw new AnswerError(`${results.length} results for ${flags.length} statements`);
  for (let i = 0; i < flags.length; i++) {
    const result = results[i] as Partial<StatementResult & { success: boolean; error: unknown }> | null | undefined;
    if (result === null || typeof result !== "object") throw new AnswerError(`a result is ${kindOf(result)}`);
    if (result.success === false)
      throw new Error(typeof result.error === "string" ? result.error : "", { cause: result.error });
    if ((flags[i]! & StatementFlag.isAnswer) !== 0 && !Array.isArray(result.results))
      throw new AnswerError(`the rows of a result are ${kindOf(result.results)}`);
  }
  return results as StatementResult[];
}

/** The cells of a row that raw() gave as a list, or all() and batch() as an object. */
export function cellsOf(row: unknown, width: number | undefined, names?: readonly string[]): unknown[] {
  let cells: unknown[];
  if (Array.isArray(row)) cells = row as unknown[];
  else if (row !== null && typeof row === "object") {
    cells = Object.values(row);
    if (names !== undefined && names.length === cells.length)
      cells = names.map((name) => (row as Record<string, unknown>)[name]);
    else if (startsWithIndex(row)) throw new AnswerError("a column has a number as its name and loses its position");
  } else throw new AnswerError(`a row is ${kindOf(row)}`);
  if (width !== undefined && cells.length !== width)
    throw new AnswerError(`a row has ${cells.length} values, not ${width}`);
  return cells;
}
/** All rows of a result as lists of cells; all are as wide as the first. */
export function allCells(rows: unknown[]): unknown[][] {
  let width: number | undefined;
  return rows.map((row) => {
    const cells = cellsOf(row, width);
    width = cells.length;
    return cells;
  });
}

/** An object puts names that are numbers before all others, so their order is not the statement's. */
function startsWithIndex(row: object): boolean {
  for (const name in row) return /^(0|[1-9]\d*)$/.test(name);
  return false;
}
const kindOf = (value: unknown): string =>
  value === null
    ? "null"
    : Array.isArray(value)
      ? "a list"
      : value === undefined
        ? "nothing"
        : `of type ${typeof value}`;
