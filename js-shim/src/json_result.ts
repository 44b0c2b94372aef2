// How the rows of a plan become JSON text: what result.ts makes of them, written out. The table of squall/json is made of these.
import * as values from "./result.js";
import type { RowMapper, Taker } from "./result.js";

/** Writes a row as JSON text. Undefined where JSON has no form for one of its values. */
type RowText = RowMapper | undefined;
type TextTaker = Taker | undefined;

/** What JSON.stringify escapes. A long text is its own business all the same: it is faster there. */
const isEscaped = /["\\\u0000-\u001f\ud800-\udfff]/;
const quoted = (text: string): string => (isEscaped.test(text) ? JSON.stringify(text) : `"${text}"`);
const numberText = (number: number): string => (Number.isFinite(number) ? `${number}` : "null");
/** A cell that is not what its column declares. */
const anyText = (value: unknown): string =>
  typeof value === "string"
    ? quoted(value)
    : typeof value === "number"
      ? numberText(value)
      : value === null
        ? "null"
        : (JSON.stringify(value) ?? "null");

// ---- cells ----
export const plain = (cell: unknown): string => (typeof cell === "string" ? quoted(cell) : anyText(cell));
export const asText = (cell: unknown): string => anyText(values.asText(cell));
export const asBoolean = (cell: unknown): string => String(values.asBoolean(cell));
export const asReal = (cell: unknown): string => anyText(values.asReal(cell));
export const asInteger = (cell: unknown): string =>
  Number.isSafeInteger(cell) ? `${cell as number}` : anyText(values.asInteger(cell));
/** A document as it is stored, if it is one. */
export const asJson = (cell: unknown): string => {
  if (typeof cell !== "string") return anyText(cell);
  try {
    JSON.parse(cell);
    return cell;
  } catch {
    return quoted(cell);
  }
};
export const asRow = (cell: unknown, map: RowMapper): string => (values.asRow(cell, map) as string | null) ?? "null";
export const asRows = (cell: unknown, map: RowMapper): string => `[${values.asRows(cell, map).join()}]`;
export const asBlob = undefined;
export const asBigint = undefined;
export const bigintArgument = undefined;
export const blobArgument = undefined;

/** parts: the mappers of rows within this one, and what cannot be written. */
export const row = (width: number, map: (cells: unknown[]) => string, parts: unknown[]): RowText =>
  parts.includes(undefined) ? undefined : Object.assign(map as RowMapper, { width });
export const named = (names: string[], map: RowText): RowText => map && values.named(names, map);
/** The reader of the one value; undefined where JSON has no form for it, and none for a value that is read as it is. */
export function value(...all: [((cell: unknown) => string) | undefined] | []): RowText {
  const read = all.length === 0 ? plain : all[0];
  return read && values.value(read);
}

// ---- shapes ----
const joined =
  (taker: Taker): Taker =>
  (take, pageRows) =>
    `[${(taker(take, pageRows) as string[]).join()}]`;
const pageText =
  (taker: Taker): Taker =>
  (take, pageRows) => {
    const { items, next_cursor } = taker(take, pageRows) as { items: string[]; next_cursor: string | null };
    return `{"items":[${items.join()}],"next_cursor":${anyText(next_cursor)}}`;
  };
const orNull =
  (taker: Taker): Taker =>
  (take, pageRows) =>
    taker(take, pageRows) ?? "null";
const text =
  (taker: Taker): Taker =>
  (take, pageRows) =>
    anyText(taker(take, pageRows));

export const one = (map: RowText): TextTaker => map && values.one(map);
export const optional = (map: RowText): TextTaker => map && orNull(values.optional(map));
export const list = (map: RowText): TextTaker => map && joined(values.list(map));
export const listOfAll = (map: RowText): TextTaker => map && joined(values.listOfAll(map));
export const page = (map: RowText, ...more: [number, number[], boolean?]): TextTaker =>
  map && pageText(values.page(map, ...more));
export const orderedPage = (map: RowText, ...more: [[number, number[]][], boolean?]): TextTaker =>
  map && pageText(values.orderedPage(map, ...more));
export const boolean = text(values.boolean);
export const count = text(values.count);
export const nothing: Taker = () => "null";
export function object(parts: Record<string, TextTaker>): TextTaker {
  const fields = Object.entries(parts);
  if (fields.some(([, taker]) => taker === undefined)) return undefined;
  return (take, pageRows) =>
    `{${fields.map(([name, taker]) => `${JSON.stringify(name)}:${taker!(take, pageRows) as string}`).join()}}`;
}
