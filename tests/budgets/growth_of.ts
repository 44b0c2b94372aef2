// What readings at sizes that grow tenfold say of a function.
export type Growth = "constant" | "log" | "linear";

/** `reads`: the rows read at each size, which is ten times the one before. */
export function growthOf(reads: readonly number[]): Growth {
  const [first, last] = [reads[0]!, reads.at(-1)!];
  // A row or two more are a new page of an index, or a row that is looked at and left.
  if (last <= first + 2 + first / 10) return "constant";
  const steps = reads.slice(1).map((read, i) => Math.max(1, read - reads[i]!));
  // Where the reads follow the rows each step is ten times the one before; with a logarithm it is the same.
  return steps.at(-1)! > 3 * steps[0]! || (steps.length === 1 && last > 2 * first) ? "linear" : "log";
}

export interface Budget {
  rows_read?: number;
  linear?: string;
}
/** What is wrong with a function's readings, as a sentence; nothing where they are as declared. */
export function problemOf(name: string, reads: readonly number[], budget: Budget | undefined): string | undefined {
  const growth = growthOf(reads);
  const most = Math.max(...reads);
  if (growth === "linear" && !budget?.linear)
    return `${name} reads more rows as its tables grow, without a declared reason`;
  if (growth !== "linear" && budget?.linear) return `${name} does not grow: take its reason out of its budget`;
  if (budget?.rows_read !== undefined && most > budget.rows_read)
    return `${name} reads ${most} rows; its budget is ${budget.rows_read}`;
  return undefined;
}
