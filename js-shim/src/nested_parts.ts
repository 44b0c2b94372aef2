// Lists of nested rows that are too long for one value. SQLite makes a text of each, and D1 takes no text beyond 2 MB: such a
// read is repeated with each list in parts, all in one batch: all parts are of one state of the database.
import { AnswerError } from "./answer.js";
import type { StatementResult } from "./binding.js";
import { SquallError } from "./error.js";
import { Plan } from "./plan.js";

/** How include/squall/sql/nested.hpp begins a list; behind it stands the query of its rows, and "))". */
const begin = "(SELECT ifnull('[' || group_concat(cells) || ']', '[]') FROM (";
/** Bytes of a part, by the level of nesting: what contains a list has other cells as well. */
const sizes = [1_900_000, 400_000, 100_000];
const maxStatements = 400;

/** Rewrites the lists of one level: 0 is not within another list. */
function rewrite(text: string, level: number, form: (query: string) => string): string {
  const at = text.indexOf(begin);
  if (at < 0) return text;
  const start = at + begin.length;
  const token = /'[^']*'|\[[^\]]*\]|[()]/g;
  token.lastIndex = start;
  for (let depth = 1; depth > 0;) {
    const found = token.exec(text)![0];
    depth += found === "(" ? 1 : found === ")" ? -1 : 0;
  }
  const end = token.lastIndex - 1;
  const query = text.slice(start, end);
  const list = level === 0 ? form(query) : `${begin}${rewrite(query, level - 1, form)}))`;
  return text.slice(0, at) + list + rewrite(text.slice(end + 2), level, form);
}
/** Part 0, 1 …: the rows within one range of `size` bytes, then the one that reaches into the next. -1: the length. */
function partOf(part: number, size: number): (query: string) => string {
  return (query) => {
    const rows = `(SELECT cells, length(CAST(cells AS BLOB)) + 1 AS n FROM (${query}))`;
    return part < 0
      ? `(SELECT ifnull(sum(n), 0) FROM ${rows})`
      : `(SELECT '[' || ifnull(group_concat(cells), '') || ']' FROM (SELECT cells, n, sum(n) OVER (ROWS UNBOUNDED PRECEDING) - n AS s FROM ${rows}) WHERE 2 * (s / ${size}) + (s / ${size} < (s + n - 2) / ${size}) = ${part})`;
  };
}
const partsOf = (bytes: number, size: number): number => 2 * Math.ceil(bytes / size);

function depthOf(text: string): number {
  let depth = 0;
  while (depth < sizes.length && rewrite(text, depth, () => "") !== text) depth++;
  return depth;
}

/** Whether an error may be one of a list that is too long. Nothing was done: these plans only read. */
export const mayNeedParts = (error: SquallError, plans: Plan[]): boolean =>
  error.kind === "limit" &&
  plans.some(({ texts, writes, inParts }) => !writes && !inParts && texts.some((t) => t.includes(begin)));

/** Sends plans with their lists in parts; returns a result for each of their statements, as if it had been sent as it is. */
export async function sendInParts(
  plans: Plan[],
  error: SquallError,
  send: (plan: Plan) => Promise<StatementResult[]>,
): Promise<StatementResult[]> {
  const depth = Math.max(...plans.flatMap(({ texts }) => texts.map(depthOf)));
  for (let levels = 1; levels <= depth; levels++)
    try {
      // Of several levels each part is sent for each part of another: first it is asked how many there are.
      const counts = levels === 1 ? [4] : Array.from({ length: levels }, () => 1);
      for (;;) {
        const [results, isWhole] = await sendOnce(plans, counts, send);
        if (isWhole) return results;
        if (counts.reduce((all, n) => all * (n + 1), 1) > maxStatements) throw error;
      }
    } catch (again) {
      // Rows within rows may be too many themselves.
      if (!(again instanceof SquallError) || again.kind !== "limit" || levels === depth) throw again;
    }
  throw error;
}

/** Raises the counts to what is needed, where it is more. */
async function sendOnce(
  plans: Plan[],
  counts: number[],
  send: (plan: Plan) => Promise<StatementResult[]>,
): Promise<[StatementResult[], isWhole: boolean]> {
  const needed = counts.map(() => 0);
  const whole = new Plan(plans[0]!.fn, plans[0]!.instance);
  Object.assign(whole, { texts: [], values: [], flags: [], inParts: true });
  const expand = (text: string, level: number): string[] =>
    level < 0
      ? [text]
      : Array.from({ length: counts[level]! + 1 }, (_, i) =>
          expand(rewrite(text, level, partOf(i - 1, sizes[level]!)), level - 1),
        ).flat();
  for (const { texts, values, flags } of plans)
    texts.forEach((text, i) => {
      for (const part of text.includes(begin) ? expand(text, counts.length - 1) : [text]) {
        whole.texts.push(part);
        whole.values.push(values[i]!);
        whole.flags.push(flags[i]!);
      }
    });
  const results = await send(whole);
  let next = 0;
  const fold = (level: number): StatementResult => {
    if (level < 0) return results[next++]!;
    const length = fold(level - 1);
    const parts = Array.from({ length: counts[level]! }, () => fold(level - 1));
    const need = (bytes: number) => void (needed[level] = Math.max(needed[level]!, partsOf(bytes, sizes[level]!)));
    return {
      ...parts[0]!,
      results: merge(
        length.results,
        parts.map((part) => part.results),
        need,
      ) as never,
    };
  };
  const folded = plans.flatMap(({ texts }) => texts.map((text) => fold(text.includes(begin) ? counts.length - 1 : -1)));
  const isWhole = needed.every((n, level) => n <= counts[level]!);
  needed.forEach((n, level) => (counts[level] = Math.max(n, counts[level]!)));
  return [folded, isWhole];
}

/** Where the length of a list stands, its parts are put together; all else is the same in each. */
function merge(length: unknown, parts: unknown[], need: (bytes: number) => void): unknown {
  const first = parts[0];
  if (typeof length === "number" && typeof first !== "number") {
    need(length);
    return Array.isArray(first)
      ? parts.flat()
      : `[${parts
          .map((part) => (part as string).slice(1, -1))
          .filter((part) => part !== "")
          .join()}]`;
  }
  if (typeof length === "string" && length !== first)
    return JSON.stringify(
      merge(
        JSON.parse(length),
        parts.map((part) => JSON.parse(part as string)),
        need,
      ),
    );
  if (typeof length !== "object" || length === null) return first;
  const keys = Object.keys(length);
  if (parts.some((part) => Object.keys(part as object).length !== keys.length))
    throw new AnswerError("the parts of a result do not match");
  const at = (of: unknown, key: string): unknown => (of as Record<string, unknown>)[key];
  const merged = keys.map(
    (key) =>
      [
        key,
        merge(
          at(length, key),
          parts.map((part) => at(part, key)),
          need,
        ),
      ] as const,
  );
  return Array.isArray(length) ? merged.map(([, value]) => value) : Object.fromEntries(merged);
}
