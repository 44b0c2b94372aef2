// Rows as a table for a terminal.
const longest = 48;

/** Ids at their first eight digits. */
export const brief = (text) =>
  text.replaceAll(/([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "$1…");

const cell = (value) => {
  const text = brief(
    value === null || value === undefined ? "–" : typeof value === "object" ? JSON.stringify(value) : String(value),
  );
  return text.length > longest ? text.slice(0, longest - 1) + "…" : text;
};

/** A line of names, then a line a row; columns that are undefined in every row are left out. */
export function table(rows) {
  if (rows.length === 0) return "  (no rows)";
  const names = [...new Set(rows.flatMap((row) => Object.keys(row).filter((name) => row[name] !== undefined)))];
  const lines = [names, ...rows.map((row) => names.map((name) => cell(row[name])))];
  const widths = names.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const text = lines.map((line) => "  │ " + line.map((c, i) => c.padEnd(widths[i])).join(" │ ") + " │");
  text.splice(1, 0, "  ├─" + widths.map((w) => "─".repeat(w)).join("─┼─") + "─┤");
  return text.join("\n");
}
