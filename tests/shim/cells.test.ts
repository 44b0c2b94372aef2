// A cell of another type than the declared one is read as SQLite's CAST to the declared type reads it.
import { expect, test } from "vitest";
import { asBoolean, asInteger, asReal, asText } from "../../js-shim/src/result.js";

test("a boolean is a number other than 0, or a text that begins with one", () => {
  for (const cell of [1, 2, -1, 0.5, "1", " 2x", "-.5", "1e1"]) expect(asBoolean(cell), String(cell)).toBe(true);
  for (const cell of [0, -0, "false", "true", "", "0", "nan", "Infinity", "0x10", "- 1"])
    expect(asBoolean(cell), String(cell)).toBe(false);
  expect(asBoolean(null)).toBe(null);
});

test("a number in a column of times or dates is its text", () => {
  expect(asText(1767600000000)).toBe("1767600000000");
  expect(asText(2461043.5)).toBe("2461043.5");
  expect(asText("2026-01-02 03:04:05")).toBe("2026-01-02 03:04:05");
  expect(asText(null)).toBe(null);
});

test("a text in a column of numbers is the number that it begins with", () => {
  expect([asInteger("12 apples"), asInteger("soon"), asInteger("1.9"), asInteger("-3")]).toEqual([12, 0, 1, -3]);
  expect([asReal("1.5 m"), asReal("soon"), asReal(2), asReal(null)]).toEqual([1.5, 0, 2, null]);
  expect([asInteger(5), asInteger(1.5), asInteger(-1.5), asInteger(null)]).toEqual([5, 1, -1, null]);
});
