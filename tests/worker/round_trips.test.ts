// Every function is one round trip to D1, whichever of its arguments are given and whatever comes of it: the sample calls
// (tests/native/support/sample_calls.hpp) name rows that are not there, so some are refused by the database.
import { describe, expect, it } from "vitest";
import { counting } from "./support/binding.js";
import { call, functionNames, openHere, SquallError } from "./support/squall.js";

const file = import.meta.glob<Record<string, object[]>>("../../build/native/generated/sample_calls.json", {
  eager: true,
  import: "default",
});
const samples = Object.values(file)[0]!;

it("there are sample calls of every function", () => {
  expect(Object.keys(samples).sort()).toEqual(functionNames(openHere()).sort());
});

describe("one round trip", () => {
  it.each(Object.entries(samples))("%s", async (name, calls) => {
    expect(calls.length).toBeGreaterThan(0);
    for (const args of calls) {
      const { binding, sent } = counting();
      const error = await call(openHere({}, binding), name, args).catch((error: unknown) => error);
      if (error instanceof Error) {
        expect(error).toBeInstanceOf(SquallError);
        expect((error as SquallError).kind, error.message).not.toBe("internal");
      }
      expect(sent.round_trips, JSON.stringify(args)).toBe(1);
    }
  });
});
