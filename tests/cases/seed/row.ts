type Cell = string | number | null;
export type Row = Record<string, Cell>;
export type Table = [name: string, rows: Row[]];

/** Minute n of the year in which the rows were made. */
export const at = (n: number): string => `2026-01-01T00:${String(n).padStart(2, "0")}:00.000Z`;
export const created = (n: number): Row => ({ created_at: at(n) });
export const rows = (table: string, all: Row[]): Table => [table, all];

const literal = (cell: Cell): string =>
  cell === null ? "NULL" : typeof cell === "number" ? String(cell) : `'${cell.replaceAll("'", "''")}'`;
/** One statement for all rows that name the same columns. */
export function insertions([table, rows]: Table): string[] {
  const values = new Map<string, string[]>();
  for (const row of rows) {
    const columns = Object.keys(row).join(", ");
    values.set(columns, [...(values.get(columns) ?? []), `(${Object.values(row).map(literal).join(", ")})`]);
  }
  return [...values].map(([columns, all]) => `INSERT INTO ${table} (${columns}) VALUES ${all.join(", ")}`);
}
