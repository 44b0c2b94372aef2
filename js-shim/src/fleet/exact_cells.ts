// Cells on their way between databases, exactly: D1 would round a large integer and return a list of numbers for a blob, and JSON has no
// infinity. An integer travels as digits, a blob as hexadecimal digits; a letter for each cell names its type.

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The result columns: the letters as k, the cells as c0, c1 … */
export function selectedCells(table: string, columns: readonly string[]): string {
  const cell = (c: string) => `${quoted(table)}.${quoted(c)}`;
  const types = columns.map((c) => `substr(typeof(${cell(c)}), 1, 1)`).join(" || ");
  const cells = columns.map(
    (c, i) =>
      `CASE typeof(${cell(c)}) WHEN 'integer' THEN CAST(${cell(c)} AS TEXT) WHEN 'blob' THEN hex(${cell(c)}) WHEN 'real' THEN CASE abs(${cell(c)}) WHEN 9e999 THEN iif(${cell(c)} > 0, '9e999', '-9e999') ELSE ${cell(c)} END ELSE ${cell(c)} END AS c${i}`,
  );
  return `${types} AS k, ${cells.join(", ")}`;
}
/** The values of an INSERT: ?1 has the letters, ?2, ?3 … the cells. */
export const insertedCells = (columns: readonly string[]): string[] =>
  columns.map(
    (_, i) =>
      `CASE substr(?1, ${i + 1}, 1) WHEN 'i' THEN CAST(?${i + 2} AS INTEGER) WHEN 'r' THEN CAST(?${i + 2} AS REAL) WHEN 'b' THEN unhex(?${i + 2}) ELSE ?${i + 2} END`,
  );
