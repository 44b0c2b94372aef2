// Runs a case on any database that offers these few things.
import { anything, someText, type Case, type RowsOf } from "./case.js";

export type Answer =
  | { result: unknown }
  | { error: { kind: string; message: string; guard?: string | undefined; function?: string | undefined } };
export type Row = Record<string, unknown>;
export interface Runner {
  /** A call by name, with the clock of case.ts and ids that count from 1. */
  call(name: string, args: unknown): Promise<Answer>;
  /** All rows of a table, in a fixed order. */
  dump(table: string): Promise<Row[]>;
  /** Statements in one transaction. */
  execute(statements: string[]): Promise<void>;
  /** A number that is another one where rows may have changed in between. */
  changes(): Promise<number>;
}

const show = (value: unknown): string =>
  value === undefined ? "nothing" : String(JSON.stringify(value)).slice(0, 1500);

/** Where `got` is not what the case says; `fields`: fields that the expectation does not name do not count. */
export function differences(got: unknown, expected: unknown, path = "result"): string[] {
  if (expected === anything) return [];
  if (expected === someText)
    return typeof got === "string" && got !== "" ? [] : [`${path} is ${show(got)}, not a text`];
  if (expected === undefined || expected === null) return got == null ? [] : [`${path} is ${show(got)}, not null`];
  if (typeof expected === "number" && typeof got === "number")
    return Math.abs(got - expected) <= 1e-9 ? [] : [`${path} is ${got}, not ${expected}`];
  if (typeof expected !== "object") return got === expected ? [] : [`${path} is ${show(got)}, not ${show(expected)}`];
  if (typeof got !== "object" || got === null) return [`${path} is ${show(got)}, not ${show(expected)}`];
  if (Array.isArray(expected)) {
    if (!Array.isArray(got) || got.length !== expected.length)
      return [`${path} is ${show(got)}, not a list of ${expected.length}: ${show(expected)}`];
    return expected.flatMap((item, i) => differences(got[i], item, `${path}[${i}]`));
  }
  return Object.entries(expected).flatMap(([name, value]) =>
    name in got ? differences((got as Row)[name], value, `${path}.${name}`) : [`${path} has no ${name}: ${show(got)}`],
  );
}

/** Whether a stored row has these fields; where an object is expected the cell is its JSON. */
function has(row: Row, fields: Row): boolean {
  return Object.entries(fields).every(([name, expected]) => {
    let cell = row[name];
    if (typeof expected === "boolean") cell = cell === 1 ? true : cell === 0 ? false : cell;
    if (typeof expected === "object" && expected !== null && typeof cell === "string") cell = JSON.parse(cell);
    return name in row && differences(cell, expected).length === 0;
  });
}
async function wrongRows(runner: Runner, rows: RowsOf, there: boolean): Promise<string[]> {
  const problems: string[] = [];
  for (const [table, expected] of Object.entries(rows)) {
    const stored = await runner.dump(table);
    for (const fields of expected)
      if (stored.some((row) => has(row, fields)) !== there)
        problems.push(`${table} has ${there ? "no" : "still a"} row ${show(fields)}; it has ${show(stored)}`);
  }
  return problems;
}

interface Page {
  items: Row[];
  next_cursor: string | null;
}
const isPage = (result: unknown): result is Page =>
  typeof result === "object" && result !== null && Array.isArray((result as Page).items) && "next_cursor" in result;

/** All items of a list from its first page on, by the cursors that it returns; an error as text. */
async function walked(runner: Runner, name: string, args: unknown, limit: number): Promise<Row[] | string> {
  const items: Row[] = [];
  const cursors = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const answer = await runner.call(name, { ...(args as object), limit, ...(cursor === undefined ? {} : { cursor }) });
    if ("error" in answer) return `a page of ${limit} was refused: ${show(answer.error)}`;
    const page = answer.result as Page;
    if (page.items.length > limit) return `a page of ${limit} has ${page.items.length} items`;
    items.push(...page.items);
    if (page.next_cursor === null) return items;
    if (page.items.length < limit) return `a page of ${page.items.length} items is not the last`;
    if (cursors.has(page.next_cursor)) return "a cursor came twice";
    cursors.add((cursor = page.next_cursor));
  }
}
/** Pages of one and of two items must come to what one large page holds. */
async function wrongPages(runner: Runner, name: string, args: unknown): Promise<string[]> {
  if ((args as { cursor?: unknown } | undefined)?.cursor !== undefined) return [];
  const whole = await walked(runner, name, args, 100);
  if (typeof whole === "string") return [whole];
  const problems: string[] = [];
  for (const limit of [1, 2]) {
    const items = await walked(runner, name, args, limit);
    if (JSON.stringify(items) !== JSON.stringify(whole))
      problems.push(`pages of ${limit} come to ${show(items)}, not to ${show(whole)}`);
  }
  return problems;
}
function wrongOrder(result: unknown, { by, direction }: NonNullable<Case["ordered"]>): string[] {
  const keys = (isPage(result) ? result.items : (result as Row[])).map((row) => row[by] as string | number);
  if (keys.length < 2) return [`only ${keys.length} items: their order says nothing`];
  const inOrder = keys.every((key, i) => i === 0 || (direction === "asc" ? keys[i - 1]! < key : keys[i - 1]! > key));
  return inOrder ? [] : [`not in order of ${by}, ${direction}: ${show(keys)}`];
}

/** Plays one case; returns what is wrong, one sentence each. The rows are those of the seed when it begins. */
export async function play(runner: Runner, name: string, one: Case, tables: string[]): Promise<string[]> {
  if (one.when !== undefined) await runner.execute([one.when]);
  const dump = async (): Promise<string> =>
    JSON.stringify(await Promise.all(tables.map((table) => runner.dump(table))));
  const before = one.refuses === undefined ? "" : await dump();
  const answer = await runner.call(name, one.args);
  if (one.refuses !== undefined) {
    if (!("error" in answer)) return [`it was not refused; it gave ${show(answer.result)}`];
    const problems = differences(
      answer.error,
      { kind: one.refuses, function: name, ...(one.guard === undefined ? {} : { guard: one.guard }), ...one.error },
      "error",
    );
    if ((await dump()) !== before) problems.push("it was refused, but has changed something");
    return problems;
  }
  if ("error" in answer) return [`it was refused: ${show(answer.error)}`];
  return [
    ...(one.ordered === undefined ? differences(answer.result, one.returns) : wrongOrder(answer.result, one.ordered)),
    ...(isPage(answer.result) ? await wrongPages(runner, name, one.args) : []),
    ...(await wrongRows(runner, one.leaves ?? {}, true)),
    ...(await wrongRows(runner, one.removes ?? {}, false)),
  ];
}

/** Puts the seed back where something has changed since it was put there. */
export class Seeded {
  #known = -1;
  constructor(
    readonly runner: Runner,
    readonly seed: string[],
  ) {}
  async restore(): Promise<void> {
    if ((await this.runner.changes()) === this.#known) return;
    await this.runner.execute(this.seed);
    this.#known = await this.runner.changes();
  }
}
