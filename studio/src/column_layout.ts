// Which columns of a table are shown, how wide, and which stay at the left. Kept in this browser for each table.
import type { Column, Table } from "./api";

export interface ColumnLayout {
  hidden: string[];
  pinned: string[];
  /** In pixels. */
  widths: Record<string, number>;
}
export const usualLayout: ColumnLayout = { hidden: [], pinned: [], widths: {} };
export const narrowest = 48;

const keyOf = (database: string, table: string) => `squall-studio-columns:${database}:${table}`;
export function keptLayout(database: string, table: string): ColumnLayout {
  try {
    return readLayout(JSON.parse(localStorage.getItem(keyOf(database, table)) ?? "null"));
  } catch {
    return usualLayout;
  }
}
export function keepLayout(database: string, table: string, layout: ColumnLayout) {
  try {
    if (isUsual(layout)) localStorage.removeItem(keyOf(database, table));
    else localStorage.setItem(keyOf(database, table), JSON.stringify(layout));
  } catch {
    // a browser that keeps nothing
  }
}
export const isUsual = (l: ColumnLayout) =>
  l.hidden.length === 0 && l.pinned.length === 0 && Object.keys(l.widths).length === 0;

/** A link or an older studio may hold anything. */
export function readLayout(value: unknown): ColumnLayout {
  if (typeof value !== "object" || value === null) return usualLayout;
  const { hidden, pinned, widths } = value as Record<string, unknown>;
  const names = (list: unknown) => (Array.isArray(list) ? list.filter((n) => typeof n === "string") : []);
  const numbers = typeof widths === "object" && widths !== null ? Object.entries(widths) : [];
  return {
    hidden: names(hidden),
    pinned: names(pinned),
    widths: Object.fromEntries(numbers.filter(([, n]) => typeof n === "number" && n >= narrowest && n < 5000)),
  };
}

/** The pinned ones first, the others as in the table. */
export function shownColumns(table: Table, layout: ColumnLayout): Column[] {
  const shown = table.columns.filter((c) => !layout.hidden.includes(c.name));
  const isPinned = (c: Column) => layout.pinned.includes(c.name);
  return [...shown.filter(isPinned), ...shown.filter((c) => !isPinned(c))];
}
const toggled = (list: string[], name: string, on: boolean) => [
  ...list.filter((n) => n !== name),
  ...(on ? [name] : []),
];
export const withHidden = (l: ColumnLayout, name: string, on: boolean): ColumnLayout => ({
  ...l,
  hidden: toggled(l.hidden, name, on),
});
export const withPinned = (l: ColumnLayout, name: string, on: boolean): ColumnLayout => ({
  ...l,
  pinned: toggled(l.pinned, name, on),
});
export const withWidth = (l: ColumnLayout, name: string, width: number): ColumnLayout => ({
  ...l,
  widths: { ...l.widths, [name]: Math.max(narrowest, Math.round(width)) },
});
