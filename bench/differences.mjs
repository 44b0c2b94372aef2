// The figures of a run beside the committed ones of bench/results/results.json. Ratios are compared, and bytes: they depend on
// the machine least.
import { execFileSync } from "node:child_process";
import { root } from "./workerd.mjs";

/** Every figure of a part that other machines can be compared by: its name and its value. */
function figuresOf(cases) {
  const figures = new Map();
  const add = (name, value) => typeof value === "number" && figures.set(name, value);
  for (const one of cases) {
    for (const row of one.rows ?? []) {
      if (row.contender === undefined) continue;
      add(`${one.name}, ${row.contender}, × hand-written`, row.to_hand?.median);
      add(`${one.name}, ${row.contender}, round trips`, row.round_trips);
    }
    for (const [name, facts] of Object.entries(one)) add(`${name}, bytes of module and JS`, facts?.together);
    add("a further function, bytes", one.bytes_a_further_function);
    for (const [name, bytes] of Object.entries(one.contenders ?? {}))
      add(`${name}, bytes of the same functions`, bytes);
  }
  return figures;
}

/** The committed results, or none where git or the file is missing. */
export function committed() {
  try {
    return JSON.parse(
      execFileSync("git", ["show", "HEAD:bench/results/results.json"], {
        cwd: root,
        encoding: "utf8",
        maxBuffer: 1 << 26,
        stdio: ["ignore", "pipe", "ignore"],
      }),
    );
  } catch {
    return {};
  }
}

/** One line for each of squall's figures: the committed value, today's, and the difference in percent. */
export function differences(before, after) {
  const earlier = figuresOf(before?.cases ?? []);
  const lines = [];
  for (const [name, value] of figuresOf(after.cases)) {
    const known = earlier.get(name);
    if (name.includes(", × hand-written") && !name.includes(", squall,")) continue;
    const digits = (n) => (Number.isInteger(n) ? String(n) : n.toFixed(2));
    lines.push(
      known === undefined
        ? `${name}: ${digits(value)} (not in the committed results)`
        : `${name}: ${digits(known)} -> ${digits(value)} (${value >= known ? "+" : ""}${((value / known - 1) * 100).toFixed(1)} %)`,
    );
  }
  return lines;
}
