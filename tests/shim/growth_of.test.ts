// What ./dev budgets makes of readings (tests/budgets/growth_of.ts).
import { describe, expect, it } from "vitest";
import { growthOf, problemOf } from "../budgets/growth_of.js";

describe("growth", () => {
  it.each([
    [[5, 5, 5], "constant"],
    [[5, 6, 7], "constant"],
    [[100, 104, 108], "constant"],
    [[20, 30, 40], "log"],
    [[164, 401, 401], "log"],
    [[216, 2018, 20020], "linear"],
    [[6, 7, 30], "linear"],
    [[142, 738, 4034], "linear"],
    [[10, 100], "linear"],
    [[10, 14], "log"],
  ] as const)("of %j is %s", (reads, growth) => expect(growthOf(reads)).toBe(growth));

  it("without a reason is a problem where it is linear, and a reason where it is not", () => {
    expect(problemOf("a.b", [1, 10, 100], undefined)).toMatch(/without a declared reason/);
    expect(problemOf("a.b", [1, 10, 100], { linear: "small" })).toBeUndefined();
    expect(problemOf("a.b", [1, 1, 1], { linear: "small" })).toMatch(/does not grow/);
    expect(problemOf("a.b", [1, 2, 3], { rows_read: 2 })).toBe("a.b reads 3 rows; its budget is 2");
    expect(problemOf("a.b", [1, 2, 2], { rows_read: 2 })).toBeUndefined();
  });
});
