// Every argument of every function, as the declarations have them, against every kind of value that no honest caller
// gives. It is refused by its name before anything is sent, or it is a value of that kind and comes through as it is.
import { beforeAll, describe, expect, it } from "vitest";
import { badValues, extraNames } from "../support/bad_values.mjs";
import { argumentsOf, functions, readTables } from "../support/filled.js";
import { placesIn, recording, replaced } from "../support/recording.js";
import { call, openHere, SquallError } from "../support/squall.js";

beforeAll(readTables);

let tried = 0;
let accepted = 0;

async function attempt(fn: string, args: unknown): Promise<{ error?: SquallError; bound: unknown[] }> {
  tried++;
  const { binding, bound, sent } = recording();
  try {
    await call(openHere({}, binding), fn, args);
  } catch (error) {
    expect(error).toBeInstanceOf(SquallError);
    const refusal = error as SquallError;
    // Where there are no rows, a row that must be there is missing: the arguments were good.
    if (refusal.kind !== "not_found") {
      expect(sent()).toBe(0);
      return { error: refusal, bound };
    }
  }
  accepted++;
  return { bound };
}

describe("each argument of each function", () => {
  it.each(functions)("%s", async (fn, list) => {
    await scheduler.wait(0); // lets vitest hear of the test before
    const args = argumentsOf(fn, list, { of: () => "ours", n: 1, optional: true });
    const usual = await attempt(fn, args);
    expect(usual.error).toBeUndefined();
    for (const { argument, within } of placesIn(list)) {
      for (const [name, make] of Object.entries(badValues)) {
        const what = `${fn}, ${[...within, argument].map((a) => a.name).join(".")}: ${name}`;
        const { error, bound } = await attempt(fn, replaced(args, argument, within, make()));
        if (error !== undefined) {
          expect(error.kind, what).toBe("invalid_argument");
          expect(error.function, what).toBe(fn);
          expect(error.message, what).toContain([...within, argument].map((a) => a.name)[0]);
          expect(error.message, what).not.toContain("secret");
          expect(error.mayHaveHappened, what).toBe(false);
          continue;
        }
        const value = make();
        if (argument.kind === "json" || argument.list || within.length > 0) continue; // tests/worker/values/ reads these back
        // A blank text may mean none, and one argument may stand instead of another.
        if (
          typeof value === "string" &&
          value.trim() !== "" &&
          argument.kind === "text" &&
          usual.bound.includes(args[argument.name])
        )
          expect(bound, what).toContain(argument.trimmed ? value.trim() : value);
        if (typeof value === "number" && argument.kind === "real") expect(bound, what).toContain(value);
        if (typeof value === "number") expect(Number.isFinite(value), what).toBe(true);
        expect(bound, what).not.toContain(undefined);
      }
      const missing = replaced(args, argument, within, undefined);
      if (within.length === 0) delete missing[argument.name];
      if (within.length > 0 || !argument.required) continue;
      const { error } = await attempt(fn, missing);
      expect(error?.kind).toBe("invalid_argument");
      expect(error?.message).toContain(argument.name);
    }
    for (const extra of extraNames) {
      const more = JSON.parse(JSON.stringify(args)) as Record<string, unknown>;
      Object.defineProperty(more, extra, { value: 1, enumerable: true });
      expect((await attempt(fn, more)).error?.kind, `${fn}: ${extra.slice(0, 20)}`).toBe("invalid_argument");
    }
  });
});

describe("a text of 10 MB", () => {
  const long = "ä".repeat(5 * 1024 * 1024);
  it.each(functions.filter(([, list]) => list.some((a) => a.kind === "text" && !a.list)))("%s", async (fn, list) => {
    const args = argumentsOf(fn, list, { of: () => "ours", n: 1, optional: true });
    const argument = list.filter((a) => a.kind === "text" && !a.list).at(-1)!;
    const { bound: usual } = await attempt(fn, { ...args, [argument.name]: "a text" });
    const { error, bound } = await attempt(fn, { ...args, [argument.name]: long });
    if (error === undefined) expect(bound.includes(long)).toBe(usual.includes("a text"));
    else expect(["invalid_argument", "limit"]).toContain(error.kind);
    expect(error?.message.length ?? 0).toBeLessThan(500);
  });
});

it("by so many inputs", () => {
  console.log(`${tried} inputs of ${functions.length} functions, ${accepted} of them values that may be given`);
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThan(tried / 2);
});
