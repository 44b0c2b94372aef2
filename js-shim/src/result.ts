// How the rows of a plan become its result. The generated client puts these together, one for each function.
import { cellsOf } from "./answer.js";
import { writeCursor } from "./cursor.js";
import { SquallError } from "./error.js";
import type { Finish, Rows } from "./plan.js";

export { asBigint, bigintArgument } from "./bigint.js";
export { asBlob, blobArgument } from "./blob.js";

/** Makes a row object of cells: a field of each, in order. */
export interface RowMapper {
  (cells: unknown[]): unknown;
  /** How many cells it takes; found when it is first asked for. */
  width?: number;
  /** The names of its columns, where one is a number: in an object such names lose their place. */
  names?: string[];
}
/** Takes the answers that it needs, in order. */
export type Taker = (take: () => Rows | undefined, pageRows: number) => unknown;

// ---- cells ----
// A cell of another type than the declared one is read as SQLite's CAST to the declared type reads it; squall verify finds
// such cells.
const numberIn = (text: unknown): number => (/^\s*[-+]?\.?\d/.test(String(text)) ? parseFloat(String(text)) : 0);

/** A boolean column: 0 and 1 in the database. */
export const asBoolean = (cell: unknown): unknown =>
  cell === null ? null : (typeof cell === "number" ? cell : numberIn(cell)) !== 0;
/** A real column. */
export const asReal = (cell: unknown): unknown => (typeof cell === "string" ? numberIn(cell) : cell);
/** A time or a date: a number may be in such a column. */
export const asText = (cell: unknown): unknown => (typeof cell === "number" ? String(cell) : cell);
/** A JSON column; a cell that does not parse comes through as its text. */
export const asJson = (cell: unknown): unknown => {
  if (typeof cell !== "string") return cell;
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
};
/** An integer column: beyond 2^53 - 1 a JavaScript number is no longer exact, so it is refused. */
export const asInteger = (cell: unknown): unknown => {
  const number = typeof cell === "string" ? numberIn(cell) : cell;
  if (typeof number !== "number") return number;
  if (number > Number.MAX_SAFE_INTEGER || number < Number.MIN_SAFE_INTEGER)
    throw new SquallError("limit", "limit: a stored integer is beyond 2^53 - 1 and cannot be read exactly as a number");
  return Math.trunc(number);
};

/** A field that contains a row: JSON text of its cells. */
export const asRow = (cell: unknown, map: RowMapper): unknown =>
  cell === null ? null : mapRow(JSON.parse(cell as string), map);
/** A field that contains rows: JSON text of a list of them. */
export const asRows = (cell: unknown, map: RowMapper): unknown[] =>
  cell === null ? [] : mapRows(JSON.parse(cell as string), map);

/** The mapper of rows with a column whose name is a number. */
export const named = (names: string[], map: RowMapper): RowMapper => Object.assign(map, { names });

/** The mapper of rows of one value. */
export const value = (read: (cell: unknown) => unknown = (cell) => cell): RowMapper =>
  Object.assign((cells: unknown[]) => read(cells[0]), { width: 1 });

/** A result has 100 columns at most. */
const nulls = new Array<null>(100).fill(null);
const widthOf = (map: RowMapper): number => (map.width ??= Object.keys(map(nulls) as object).length);

function mapRow(row: unknown, map: RowMapper): unknown {
  return map(cellsOf(row, widthOf(map), map.names));
}
function mapRows(rows: Rows, map: RowMapper): unknown[] {
  const width = widthOf(map);
  const result = new Array<unknown>(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    // raw() returns cells; all() and batch() return objects.
    result[i] = map(Array.isArray(row) && row.length === width ? row : cellsOf(row, width, map.names));
  }
  return result;
}
/** The one value of the first row. */
function firstValue(rows: Rows | undefined): unknown {
  return rows === undefined || rows.length === 0 ? undefined : cellsOf(rows[0], 1)[0];
}

// ---- shapes ----
export const one =
  (map: RowMapper): Taker =>
  (take) => {
    const row = take()?.[0];
    if (row === undefined) throw new SquallError("not_found", "not_found: row");
    return mapRow(row, map);
  };
export const optional =
  (map: RowMapper): Taker =>
  (take) => {
    const row = take()?.[0];
    return row === undefined ? null : mapRow(row, map);
  };
export const list =
  (map: RowMapper): Taker =>
  (take) =>
    mapRows(take() ?? [], map);
/** A list alone takes all answers: a plan may split it over statements. */
export const listOfAll =
  (map: RowMapper): Taker =>
  (take) => {
    const first = mapRows(take() ?? [], map);
    for (let more = take(); more !== undefined; more = take()) for (const row of mapRows(more, map)) first.push(row);
    return first;
  };
/** A page alone takes all answers: a plan may read it in two statements. */
export const page =
  (map: RowMapper, number: number, keys: number[], ofAll = true): Taker =>
  (take, pageRows) => {
    let rows = take() ?? [];
    if (ofAll) for (let more = take(); more !== undefined; more = take()) rows = [...rows, ...more];
    const more = rows.length > pageRows;
    const items = mapRows(more ? rows.slice(0, pageRows) : rows, map);
    const last = more ? cellsOf(rows[pageRows - 1], widthOf(map), map.names) : undefined;
    return {
      items,
      next_cursor:
        last !== undefined
          ? writeCursor(
              number,
              keys.map((k) => last[k]),
            )
          : null,
    };
  };
/** A page in one of several orders: the module says which one, above the bits of the number of rows. */
export const orderedPage = (map: RowMapper, orders: [number: number, keys: number[]][], ofAll = true): Taker => {
  const pages = orders.map(([number, keys]) => page(map, number, keys, ofAll));
  return (take, pageRows) => pages[pageRows >>> 24]!(take, pageRows & 0xffffff);
};
export const boolean: Taker = (take) => {
  const cell = firstValue(take());
  return cell !== undefined && cell !== null && cell !== 0;
};
export const count: Taker = (take) => asInteger(firstValue(take())) ?? 0;
export const nothing: Taker = () => undefined;
export const object =
  (parts: Record<string, Taker>): Taker =>
  (take, pageRows) => {
    const result: Record<string, unknown> = {};
    for (const name in parts) result[name] = parts[name]!(take, pageRows);
    return result;
  };

/** The function that a plan whose result a taker makes is finished with. */
export function finishWith(taker: Taker): Finish {
  return (answers, plan) => {
    let next = 0;
    return taker(() => answers[next++], plan.pageRows);
  };
}
