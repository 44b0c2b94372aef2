// How rows become a result: what each kind of result is of many rows, of one, of none, and of no answer at all.
import { describe, expect, it } from "vitest";
import { writeCursor } from "../../js-shim/src/cursor.js";
import { Plan } from "../../js-shim/src/plan.js";
import {
  asBoolean,
  asJson,
  asRow,
  asRows,
  boolean,
  count,
  finishWith,
  list,
  listOfAll,
  nothing,
  object,
  one,
  optional,
  page,
  type RowMapper,
  type Taker,
} from "../../js-shim/src/result.js";
import { SquallError } from "./open.js";

const row: RowMapper = (r) => ({ id: r[0], n: r[1] });
const of = (taker: Taker, answers: unknown[][], pageRows = 0) => {
  const plan = new Plan(0, 1);
  plan.pageRows = pageRows;
  return finishWith(taker)(answers, plan);
};
const [a, b, c] = [["a", 1], ["b", 2], ["c", 3]]; // prettier-ignore
const [A, B, C] = [{ id: "a", n: 1 }, { id: "b", n: 2 }, { id: "c", n: 3 }]; // prettier-ignore

describe("a result of", () => {
  it("one row is the first, or not found", () => {
    expect(of(one(row), [[a, b]])).toEqual(A);
    for (const answers of [[], [[]]]) {
      const found = () => of(one(row), answers);
      expect(found).toThrow(SquallError);
      expect(found).toThrow("not_found: row");
      try {
        found();
      } catch (error) {
        expect(error).toMatchObject({ kind: "not_found", mayHaveHappened: false, retryable: false });
      }
    }
  });
  it("an optional row is the first, or null", () => {
    expect(of(optional(row), [[a, b]])).toEqual(A);
    expect(of(optional(row), [[]])).toBe(null);
    expect(of(optional(row), [])).toBe(null);
  });
  it("a list is its rows, from lists or objects, or none", () => {
    for (const make of [list, listOfAll]) {
      expect(of(make(row), [[a, B, c]])).toEqual([A, B, C]);
      expect(of(make(row), [[]])).toEqual([]);
      expect(of(make(row), [])).toEqual([]);
    }
    expect(of(list(row), [[a], [b]])).toEqual([A]);
    expect(of(listOfAll(row), [[a], [], [b, c]])).toEqual([A, B, C]);
  });
  it("a page ends with a cursor exactly where a row more came than it has", () => {
    const taker = page(row, 7, [1, 0]);
    expect(of(taker, [[a, b, c]], 2)).toEqual({ items: [A, B], next_cursor: writeCursor(7, [2, "b"]) });
    expect(of(taker, [[a, b]], 2)).toEqual({ items: [A, B], next_cursor: null });
    expect(of(taker, [[a]], 2)).toEqual({ items: [A], next_cursor: null });
    expect(of(taker, [[]], 2)).toEqual({ items: [], next_cursor: null });
    expect(of(taker, [], 2)).toEqual({ items: [], next_cursor: null });
    expect(of(taker, [[A, B, C]], 1)).toEqual({ items: [A], next_cursor: writeCursor(7, [1, "a"]) });
  });
  it("a page does not go on behind a blob, whatever form its bytes have: it would find the same rows for ever", () => {
    const taker = page(row, 7, [1, 0]);
    for (const blob of [[1, 2], Uint8Array.of(1), new ArrayBuffer(2), { hex: "00" }, []]) {
      const last = [blob, 2];
      expect(() => of(taker, [[a, last, c]], 2)).toThrow(
        "limit: a key of the page's last row is a blob, which a cursor cannot contain",
      );
      expect(of(taker, [[last, b, c]], 2)).toHaveProperty("next_cursor", writeCursor(7, [2, "b"])); // not the last row
      expect(of(taker, [[a, last]], 2)).toHaveProperty("next_cursor", null);
    }
  });
  it("a flag is whether the first value is there and not 0", () => {
    for (const cell of [1, -1, 2, "x"]) expect(of(boolean, [[[cell]]]), String(cell)).toBe(true);
    for (const cell of [0, null]) expect(of(boolean, [[[cell]]]), String(cell)).toBe(false);
    for (const none of [[[]], []]) expect(of(boolean, none)).toBe(false);
    expect(of(boolean, [[[1], [0]]])).toBe(true);
  });
  it("a count is the first value, 0 where there is none", () => {
    expect(of(count, [[[7], [8]]])).toBe(7);
    expect(of(count, [[{ n: 7 }]])).toBe(7);
    for (const none of [[[]], [], [[[null]]]]) expect(of(count, none)).toBe(0);
  });
  it("nothing is undefined", () => {
    expect(of(nothing, [[a]])).toBe(undefined);
  });
  it("an object takes an answer for each of its parts, in their order", () => {
    const parts = { first: one(row), how_many: count, rest: page(row, 7, [0]), none: nothing };
    expect(of(object(parts), [[a], [[5]], [b, c]], 1)).toEqual({
      first: A,
      how_many: 5,
      rest: { items: [B], next_cursor: writeCursor(7, ["b"]) },
      none: undefined,
    });
  });
});

describe("a cell", () => {
  it("of a boolean column is true for any number but 0, infinite ones too", () => {
    expect([asBoolean(Infinity), asBoolean(-Infinity), asBoolean(1e-300)]).toEqual([true, true, true]);
  });
  it("of a JSON column is parsed where it is a text that parses, and comes through else", () => {
    for (const [cell, value] of [
      ['{"a":[1]}', { a: [1] }],
      ["7", 7],
      ["null", null],
      ["{", "{"],
      ["", ""],
      [null, null],
      [7, 7],
      [[7], [7]], // a blob, as D1 gives it
    ])
      expect(asJson(cell)).toEqual(value);
  });
  it("of a nested row is read by position, and null where there is none", () => {
    expect(asRow('["a",1]', row)).toEqual(A);
    expect(asRow(null, row)).toBe(null);
    expect(() => asRow('["a"]', row)).toThrow("a row has 1 values, not 2");
  });
  it("of nested rows is their list, an empty one where there is none", () => {
    expect(asRows('[["a",1],["b",2]]', row)).toEqual([A, B]);
    expect(asRows("[]", row)).toEqual([]);
    expect(asRows(null, row)).toEqual([]);
  });
});
