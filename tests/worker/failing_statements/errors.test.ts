// Each of D1's errors, told by each function that writes.
import { describe, expect, it } from "vitest";
import { callWith } from "../support/faulty.js";
import { functionNames, openHere, refusal, refused } from "../support/squall.js";
import { byDomain, d1Errors, oneEach } from "../support/write_calls.js";

it("the calls are of functions that the client has, and are many", () => {
  expect(functionNames(openHere())).toEqual(expect.arrayContaining(oneEach.map(({ name }) => name)));
  expect(oneEach.length).toBeGreaterThan(100);
});

describe("each of D1's errors is told as what it is", () => {
  it.each(byDomain(oneEach))("%s", async (_, calls) => {
    for (const one of calls)
      for (const { text, kind, retryable } of d1Errors)
        expect(await refusal(callWith({ when: "before", text }, one.name, one.args).answer)).toEqual(
          refused(kind, one.name, { retryable }),
        );
  });
});
