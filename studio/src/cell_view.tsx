// A value in a grid, and as a link where it refers to a row.
import type { Cell, Column, Schema, Table } from "./api";
import { textOf } from "./cells";
import { linkTo, toTable } from "./route";
import { tableNamed } from "./state";

export function CellText({ cell, column }: { cell: Cell; column?: Column }) {
  if (cell === null) return <span class="null">NULL</span>;
  if (column?.kind === "boolean" && (cell === 0 || cell === 1)) return <>{cell ? "true" : "false"}</>;
  if (typeof cell === "object" && "hidden" in cell) return <span class="null">hidden</span>;
  const text = textOf(cell);
  if (text === "") return <span class="null">empty</span>;
  return <span title={text.length > 30 ? text.slice(0, 300) : undefined}>{text}</span>;
}

/** Where the foreign key of a column leads, from a row. */
export function targetOf(schema: Schema, table: Table, cells: Cell[], column: string): string | null {
  const key = table.foreign_keys.find((k) => k.columns.includes(column));
  if (!key) return null;
  const values = key.columns.map((c) => cells[table.columns.findIndex((one) => one.name === c)] ?? null);
  if (values.includes(null)) return null;
  return linkToRows(schema, key.table, key.to, values);
}
/** One row where the columns are the table's key, else the rows that they find. */
export function linkToRows(schema: Schema, table: string, columns: string[], values: Cell[]): string {
  const key = tableNamed(schema, table)?.key ?? [];
  const filter = columns.map((column, i) => ({ column, is: "=" as const, value: values[i] ?? null }));
  const isKey = key.length === columns.length && key.every((k) => columns.includes(k));
  const row = isKey ? key.map((k) => values[columns.indexOf(k)] ?? null) : null;
  return linkTo(toTable(table, { filter, row }));
}
