// A chart of a result: bars or a line of one numeric column, over another column or the rows in their order.
import type { Cell, SqlAnswer } from "./api";
import { textOf } from "./cells";

export interface ChartChoice {
  form: "bars" | "line";
  /** Columns by their place; over -1: the number of the row. */
  value: number;
  over: number;
}

const numberOf = (cell: Cell): number | null => {
  if (typeof cell === "number") return cell;
  if (cell !== null && typeof cell === "object" && "integer" in cell) return Number(cell.integer);
  if (cell !== null && typeof cell === "object" && "real" in cell && Number.isFinite(Number(cell.real)))
    return Number(cell.real);
  return null;
};
export const numericColumns = (answer: SqlAnswer) =>
  answer.columns
    .map((_, i) => i)
    .filter((i) => {
      const cells = answer.rows.map((r) => r[i] ?? null).filter((c) => c !== null);
      return cells.length > 0 && cells.every((c) => numberOf(c) !== null);
    });
export function usualChart(answer: SqlAnswer): ChartChoice | null {
  const numeric = numericColumns(answer);
  if (numeric.length === 0) return null;
  const over = answer.columns.findIndex((_, i) => !numeric.includes(i));
  const value = numeric.find((i) => i !== over && (over >= 0 || i > 0)) ?? numeric[0]!;
  return { form: answer.rows.length > 60 ? "line" : "bars", value, over: over >= 0 ? over : value === 0 ? -1 : 0 };
}
/** A link may hold anything. */
export function fittingChart(choice: ChartChoice | null, answer: SqlAnswer): ChartChoice | null {
  if (!choice || !numericColumns(answer).includes(choice.value)) return usualChart(answer);
  const over = Number.isInteger(choice.over) && choice.over < answer.columns.length ? choice.over : -1;
  return { form: choice.form === "line" ? "line" : "bars", value: choice.value, over };
}

const width = 900;
const height = 320;
const margin = { left: 74, right: 12, top: 12, bottom: 74 };

/** Round numbers that span the values. */
function ticksOf(least: number, most: number): number[] {
  const span = most - least || 1;
  const rough = span / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? rough;
  const ticks = [];
  for (let i = Math.floor(least / step); i <= Math.ceil(most / step); i++) ticks.push(i * step);
  return ticks;
}
const short = (n: number) => n.toLocaleString("en", { notation: "compact", maximumSignificantDigits: 4 });

export function Chart({
  answer,
  choice,
  change,
}: {
  answer: SqlAnswer;
  choice: ChartChoice;
  change: (to: ChartChoice) => void;
}) {
  const points = answer.rows.flatMap((row, i) => {
    const value = numberOf(row[choice.value] ?? null);
    const label = choice.over < 0 ? String(i + 1) : textOf(row[choice.over] ?? null);
    return value === null ? [] : [{ value, label }];
  });
  const values = points.map((p) => p.value);
  const ticks = ticksOf(Math.min(0, ...values), Math.max(0, ...values));
  const [low, high] = [ticks[0]!, ticks.at(-1)!];
  const inner = { width: width - margin.left - margin.right, height: height - margin.top - margin.bottom };
  const y = (value: number) => margin.top + ((high - value) / (high - low || 1)) * inner.height;
  const step = inner.width / Math.max(1, points.length);
  const x = (i: number) => margin.left + step * (i + 0.5);
  const labelled = Math.max(1, Math.ceil(points.length / 30));
  const names = answer.columns;
  return (
    <section aria-label="Chart">
      <div class="buttons">
        <label>
          Value{" "}
          <select
            value={choice.value}
            onChange={(event) => change({ ...choice, value: Number(event.currentTarget.value) })}
          >
            {numericColumns(answer).map((i) => (
              <option key={i} value={i}>
                {names[i]}
              </option>
            ))}
          </select>
        </label>
        <label>
          Over{" "}
          <select
            value={choice.over}
            onChange={(event) => change({ ...choice, over: Number(event.currentTarget.value) })}
          >
            <option value={-1}>the number of the row</option>
            {names.map((name, i) => (
              <option key={i} value={i}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          As{" "}
          <select
            value={choice.form}
            onChange={(event) => change({ ...choice, form: event.currentTarget.value as ChartChoice["form"] })}
          >
            <option value="bars">bars</option>
            <option value="line">a line</option>
          </select>
        </label>
        {answer.cut && <span class="hint">Of the first {answer.rows.length} rows.</span>}
      </div>
      <svg
        class="chart"
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`${names[choice.value]} of ${points.length} rows, from ${short(Math.min(...values))} to ${short(Math.max(...values))}`}
      >
        {ticks.map((tick) => (
          <g key={tick}>
            <line
              class={tick === 0 ? "axis" : "rule"}
              x1={margin.left}
              x2={width - margin.right}
              y1={y(tick)}
              y2={y(tick)}
            />
            <text x={margin.left - 8} y={y(tick) + 4} text-anchor="end">
              {short(tick)}
            </text>
          </g>
        ))}
        {choice.form === "bars" ? (
          points.map((p, i) => (
            <rect
              key={i}
              class="bar-value"
              x={x(i) - step * 0.38}
              width={step * 0.76}
              y={Math.min(y(p.value), y(0))}
              height={Math.max(0.5, Math.abs(y(p.value) - y(0)))}
            >
              <title>{`${p.label}: ${p.value}`}</title>
            </rect>
          ))
        ) : (
          <>
            <polyline class="line-value" points={points.map((p, i) => `${x(i)},${y(p.value)}`).join(" ")} />
            {points.length <= 200 &&
              points.map((p, i) => (
                <circle key={i} class="bar-value" cx={x(i)} cy={y(p.value)} r="3">
                  <title>{`${p.label}: ${p.value}`}</title>
                </circle>
              ))}
          </>
        )}
        {points.map(
          (p, i) =>
            i % labelled === 0 && (
              <text
                key={i}
                text-anchor="end"
                transform={`translate(${x(i) + 4} ${height - margin.bottom + 14}) rotate(-35)`}
              >
                {p.label.length > 16 ? `${p.label.slice(0, 15)}…` : p.label}
              </text>
            ),
        )}
      </svg>
    </section>
  );
}
