// No call that is given a workspace sees or changes anything of another one, whatever ids it names. The functions are
// all that the declarations give a workspace_id; the rows are those of every table.
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { argumentsOf, choices, empty, everyRow, fill, functions, idsOf } from "../support/filled.js";
import { call, openHere, SquallError } from "../support/squall.js";

beforeEach(async () => {
  await scheduler.wait(0); // lets vitest hear of the test before
  await fill();
});
afterAll(empty);

const ofTenants = functions.filter(([, list]) => list.some((a) => a.tenant));
const theirs = (rows: string[]) => rows.filter((row) => row.includes("theirs"));
const outcome = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => ({ value }),
    (error: unknown) => error,
  );
const failure = (outcome: unknown) =>
  outcome instanceof SquallError ? [outcome.kind, outcome.guard, outcome.message] : undefined;

/** Ids that name no row: of one that is made (that it is taken may be told), and one that is kept as a mere text. */
const noRows = ["agents.create_discovered_agent version_id", "functions.create parent_function_id"];
/** So many ways to reach something are tried with another workspace's ids: with every argument, and with those required. */
const ways = { every: 2, required: 1 };

let calls = 0;
let written = 0;
const make = async (fn: string, args: unknown): Promise<unknown> => {
  calls++;
  const db = openHere({ onQuery: ({ rows_written }) => (written += rows_written) });
  return await outcome(call(db, fn, args));
};
const tidy = async () => {
  if (written > 0) await fill();
  written = 0;
};

describe("another workspace's rows are as if they were not there, and its owner reaches them", () => {
  it.each(ofTenants)("%s", async (fn, list) => {
    const before = theirs(await everyRow());
    const ids = idsOf(fn, list).filter((id) => !noRows.includes(`${fn} ${id}`));
    const probes = ids.length > 1 ? [ids, ...ids.map((id) => [id])] : [ids];
    const reached = { every: 0, required: 0 };
    for (const choice of choices(() => "theirs")) {
      const kind = choice.optional ? "every" : "required";
      if (reached[kind] === ways[kind]) continue;
      const own = await make(fn, argumentsOf(fn, list, choice, "theirs"));
      const sees = JSON.stringify((own as { value?: unknown }).value ?? null).match(/theirs|[1-9]|true/) !== null;
      if (!sees && written === 0) continue;
      await tidy();
      for (const foreign of probes) {
        const with_ = (side: string) =>
          argumentsOf(fn, list, { ...choice, of: (path) => (foreign.includes(path) ? side : "ours") });
        const told = await make(fn, with_("theirs"));
        expect(JSON.stringify((told as { value?: unknown }).value) ?? "").not.toContain("theirs");
        if (written > 0) expect(theirs(await everyRow())).toEqual(before);
        await tidy();
        // Nobody can tell an id of another workspace from one that is nowhere.
        expect(failure(told)).toEqual(failure(await make(fn, with_("nowhere"))));
        await tidy();
      }
      reached[kind]++;
    }
    expect(reached.every + reached.required).toBeGreaterThan(0);
  });
});

it("by so many calls", () => {
  console.log(`${calls} calls of ${ofTenants.length} functions`);
  expect(calls).toBeGreaterThan(5 * ofTenants.length);
});
