// The rows that a move reads, and their keys as texts.
import type { Bound } from "../../binding.js";
import type { TableSql } from "./move_sql.js";

/** The cells c0, c1 …, the number of the row, and a letter for the type of each cell. */
export type Cells = Record<string, Bound> & { r: string; k: string };

/** A row's key as JSON. An integer may be beyond what a number holds, so its digits are kept. */
export function keyOf(table: TableSql, row: Cells): string {
  const cells = table.key.map((c) => {
    const i = table.columns.indexOf(c);
    return row.k[i] === "i" ? String(row[`c${i}`]) : JSON.stringify(row[`c${i}`]);
  });
  return `[${cells.join(",")}]`;
}
/** The same for the same key, whether json_array() has written it or keyOf(). */
export function normalised(key: string): string {
  const cells = JSON.parse(key) as unknown[];
  return cells.some((cell) => typeof cell === "number" && !Number.isSafeInteger(cell)) ? key : JSON.stringify(cells);
}
/** Two hashes of a text of 32 bits each: a sum of them does not depend on the order of the rows. */
export function hashesOf(text: string): [number, number] {
  let a = 2166136261;
  let b = 5381;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 16777619);
    b = (Math.imul(b, 33) ^ code) | 0;
  }
  return [a >>> 0, b >>> 0];
}
