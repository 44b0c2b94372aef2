// The filter of a table's rows: conditions that must all hold.
import type { Comparison, Filter, Table } from "./api";
import { cellForFilter, textForField } from "./cells";

const words: Record<Comparison, string> = {
  "=": "is",
  "<>": "is not",
  contains: "contains",
  starts: "starts with",
  "<": "<",
  "<=": "≤",
  ">": ">",
  ">=": "≥",
  null: "is NULL",
  not_null: "is not NULL",
};

export function Filters({
  table,
  filters,
  totals,
  change,
}: {
  table: Table;
  filters: Filter[];
  /** What each finds alone. */
  totals: (number | null)[];
  change: (to: Filter[]) => void;
}) {
  const replace = (i: number, part: Partial<Filter>) =>
    change(filters.map((f, k) => (k === i ? { ...f, ...part } : f)));
  const add = () => change([...filters, { column: table.columns[0]!.name, is: "contains", value: "" }]);
  return (
    <div class="filters" role="group" aria-label="Filter">
      {filters.map((f, i) => {
        const column = table.columns.find((c) => c.name === f.column);
        const hasValue = f.is !== "null" && f.is !== "not_null";
        return (
          <span class="filter" key={i}>
            <select
              aria-label="Column"
              value={f.column}
              onChange={(e) => replace(i, { column: e.currentTarget.value, value: "" })}
            >
              {table.columns.map((c) => (
                <option key={c.name}>{c.name}</option>
              ))}
            </select>
            <select
              aria-label="Comparison"
              value={f.is}
              onChange={(e) => replace(i, { is: e.currentTarget.value as Comparison })}
            >
              {Object.entries(words).map(([is, word]) => (
                <option key={is} value={is}>
                  {word}
                </option>
              ))}
            </select>
            {hasValue &&
              (column?.values.length ? (
                <select
                  aria-label="Value"
                  value={textForField(f.value)}
                  onChange={(e) => replace(i, { value: e.currentTarget.value })}
                >
                  <option value="" />
                  {column.values.map((v) => (
                    <option key={v}>{v}</option>
                  ))}
                </select>
              ) : (
                <input
                  aria-label="Value"
                  value={textForField(f.value)}
                  onChange={(e) => replace(i, { value: cellForFilter(column, e.currentTarget.value) })}
                />
              ))}
            {filters.length > 1 && totals.length === filters.length + 1 && (
              <small class="found" title="Rows that this condition alone finds">
                {totals[i]?.toLocaleString("en") ?? "many"}
              </small>
            )}
            <button
              type="button"
              class="quiet"
              aria-label={`Remove the condition on ${f.column}`}
              onClick={() => change(filters.filter((_, k) => k !== i))}
            >
              ×
            </button>
          </span>
        );
      })}
      <button type="button" class="quiet" onClick={add}>
        + Filter
      </button>
    </div>
  );
}
