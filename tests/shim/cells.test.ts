// A cell of another type than the declared one is read as SQLite's CAST to the declared type reads it.
import { expect, test } from "vitest";
import { asBigint, asBlob, asBoolean, asInteger, asReal, asText, optional, value } from "../../js-shim/src/result.js";

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
  for (const cell of ["1e300", "9007199254740992", "-99999999999999999999 m", Infinity, 2 ** 53, -(2 ** 53)])
    expect(() => asInteger(cell), String(cell)).toThrow("cannot be read exactly as a number");
  expect([asInteger(5), asInteger(1.5), asInteger(-1.5), asInteger(null)]).toEqual([5, 1, -1, null]);
});

test("a blob is a list of bytes, digits in a nested row, or the bytes of a text", () => {
  const bytes = Uint8Array.of(0, 127, 255);
  for (const cell of [[0, 127, 255], bytes, bytes.buffer, { hex: "007FFF" }, { hex: "007fff" }])
    expect(asBlob(cell)).toStrictEqual(bytes);
  for (const cell of [[], { hex: "" }, ""]) expect(asBlob(cell)).toStrictEqual(new Uint8Array());
  expect(asBlob("ä")).toStrictEqual(Uint8Array.of(0xc3, 0xa4));
  expect(asBlob(12)).toStrictEqual(Uint8Array.of(0x31, 0x32));
  expect(asBlob(null)).toBe(null);
});

test("a bigint is read from its digits, and never from a number that may be rounded", () => {
  expect(["-9223372036854775808", "0", 5, null].map(asBigint)).toEqual([-(2n ** 63n), 0n, 5n, null]);
  for (const cell of [
    "9.2e+18",
    "1.5",
    "",
    "x",
    " 1",
    1.5,
    2 ** 53,
    NaN,
    "9223372036854775808",
    "-9223372036854775809",
  ])
    expect(() => asBigint(cell), String(cell)).toThrow("cannot be read exactly as a bigint");
});

test("one value of a row may be null, and there may be no row", () => {
  const read = (rows: unknown[][]) => optional(value(asInteger))(() => rows, 0);
  expect(read([[5]])).toBe(5);
  expect(read([[null]])).toBe(null);
  expect(read([])).toBe(null);
  expect(optional(value())(() => [["text"]], 0)).toBe("text");
  expect(optional(value())(() => [{ value: "text" }], 0)).toBe("text");
  expect(() => read([[1, 2]])).toThrow("2 values");
});
