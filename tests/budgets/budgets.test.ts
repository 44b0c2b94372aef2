// The rows that every function reads at 1,000, 10,000 and 100,000 rows a table, of which those of the caller's workspace stay the same
// number. Prints them with their growth. A function that reads more as its tables grow must declare why, and none may exceed its budget.
import { afterAll, expect, it } from "vitest";
import { functions as described } from "../../dist/functions.json";
import { functions as touched } from "../../dist/statements.json";
import { addSide, argumentsOf, choices, empty, fill, functions, grow, depth } from "../worker/support/filled.js";
import { call, openHere } from "../worker/support/squall.js";
import { growthOf, problemOf, type Budget } from "./growth_of.js";

declare const BUDGET_SIZES: number[];
const sizes = BUDGET_SIZES;
/** Functions that cannot succeed here, and why. */
const unmeasured: Record<string, string> = { "workspaces.delete": "refused while the workspace has rows" };
const budgetOf = (name: string): Budget | undefined =>
  (described as unknown as Record<string, { budget?: Budget }>)[name]?.budget;
const writes = (name: string): boolean => (touched as Record<string, { writes: string[] }>)[name]!.writes.length > 0;

/** The rows that a call reads; undefined where it fails. */
async function readOf(name: string, args: object): Promise<number | undefined> {
  let read = 0;
  const client = openHere({ uuid: () => crypto.randomUUID(), onQuery: ({ rows_read }) => (read += rows_read) });
  return call(client, name, args).then(
    () => read,
    () => undefined,
  );
}
/** The most that a function reads: of a reading one all choices of arguments, of a writing one those of its first that succeeds. */
async function mostRead(name: string, side: string): Promise<number | undefined> {
  const list = functions.find(([one]) => one === name)![1];
  let most: number | undefined;
  if (writes(name)) await addSide(side);
  for (const choice of choices(() => (writes(name) ? side : "ours"))) {
    const read = await readOf(name, argumentsOf(name, list, choice, writes(name) ? side : "ours"));
    if (read === undefined) continue;
    most = Math.max(most ?? 0, read);
    if (writes(name)) break;
  }
  return most;
}

afterAll(empty);
it(`reads at ${sizes.join(", ")} rows a table`, async () => {
  const readings = new Map<string, number[]>(functions.map(([name]) => [name, []]));
  await fill();
  let copies = 0;
  for (const size of sizes) {
    const wanted = Math.ceil(size / depth);
    await grow(copies + 1, wanted);
    copies = wanted;
    for (const [i, [name, reads]] of [...readings].entries()) {
      const read = await mostRead(name, `own${size}x${i}`);
      if (read !== undefined) reads.push(read);
    }
  }
  const width = Math.max(...functions.map(([name]) => name.length));
  const lines = [...readings].map(([name, reads]) => {
    if (reads.length < sizes.length)
      return `${name.padEnd(width)}  not measured: ${unmeasured[name] ?? "no call succeeds"}`;
    const budget = budgetOf(name);
    return [
      name.padEnd(width),
      ...reads.map((read) => String(read).padStart(8)),
      ` ${growthOf(reads).padEnd(8)}`,
      budget?.rows_read === undefined ? "" : `budget ${budget.rows_read}`,
      budget?.linear ?? "",
    ]
      .join(" ")
      .trimEnd();
  });
  console.log(
    [`${"rows a table".padEnd(width)} ${sizes.map((size) => String(size).padStart(8)).join(" ")}`, ...lines].join("\n"),
  );
  const measured = [...readings].filter(([, reads]) => reads.length === sizes.length);
  const rest = [...readings.keys()].filter((name) => !measured.some(([one]) => one === name));
  expect(rest).toEqual(Object.keys(unmeasured));
  expect(measured.flatMap(([name, reads]) => problemOf(name, reads, budgetOf(name)) ?? [])).toEqual([]);
});
