// SQLite's order of cells, and the merge of rows that several shards return in that order.
import type { SortTerm } from "./sql_reading.js";

const rank = (cell: unknown): number =>
  cell === null || cell === undefined
    ? 0
    : typeof cell === "number" || typeof cell === "boolean"
      ? 1
      : typeof cell === "string"
        ? 2
        : 3;

/** By code points, as SQLite compares the bytes of UTF-8; JavaScript's own order differs beyond the first plane. */
function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const isHigh = (code: number) => code >= 0xd800 && code <= 0xdfff;
    return isHigh(x) !== isHigh(y) ? (isHigh(x) ? 1 : -1) : x - y;
  }
  return a.length - b.length;
}
export function compareCells(a: unknown, b: unknown): number {
  const order = rank(a) - rank(b);
  if (order !== 0) return order;
  if (typeof a === "string") return compareTexts(a, b as string);
  if (rank(a) === 1) return Number(a) - Number(b);
  return 0;
}
export function compareRows(a: readonly unknown[], b: readonly unknown[], order: readonly SortTerm[]): number {
  for (const { column, descending, nullsFirst } of order) {
    const x = a[column] ?? null;
    const y = b[column] ?? null;
    if (x === null || y === null) {
      if (x === y) continue;
      return (x === null) === nullsFirst ? -1 : 1;
    }
    const difference = compareCells(x, y);
    if (difference !== 0) return descending ? -difference : difference;
  }
  return 0;
}

export interface Merged<T> {
  cells: unknown[];
  item: T;
  /** The place of its shard. */
  shard: number;
}
/** One list of the rows of several; equal rows in the order of the shards. Each list is in order already. */
export function mergeRows<T>(lists: readonly Merged<T>[][], order: readonly SortTerm[]): Merged<T>[] {
  if (order.length === 0) return lists.flat();
  const at = lists.map(() => 0);
  const all: Merged<T>[] = [];
  for (;;) {
    let least = -1;
    for (let i = 0; i < lists.length; i++) {
      const row = lists[i]![at[i]!];
      if (row === undefined) continue;
      if (least < 0 || compareRows(row.cells, lists[least]![at[least]!]!.cells, order) < 0) least = i;
    }
    if (least < 0) return all;
    all.push(lists[least]![at[least]!++]!);
  }
}
