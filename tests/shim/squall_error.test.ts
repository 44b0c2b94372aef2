// SquallError itself: what is one, what it is as JSON, and what from() makes of one that crossed a border.
import { describe, expect, it } from "vitest";
import { withDetails } from "../../js-shim/src/error.js";
import { SquallError } from "./open.js";

const all = {
  table: "users",
  columns: ["email"],
  function: "users.create",
  guard: "mine",
  retryable: true,
  mayHaveHappened: true,
  committed: false,
};
const error = new SquallError("conflict", "conflict: users.email", { ...all, cause: { values: ["secret"] } });
const kinds = [
  "not_found",
  "conflict",
  "foreign_key",
  "not_null",
  "check",
  "invalid_argument",
  "guard_failed",
  "limit",
  "unavailable",
  "internal",
] as const;

describe("an error", () => {
  it("has what it was given, and says its name", () => {
    expect(error).toMatchObject({ kind: "conflict", message: "conflict: users.email", name: "SquallError", ...all });
    expect(String(error)).toBe("SquallError: conflict: users.email");
    expect(error.stack).toMatch(/^SquallError: conflict: users.email\n/);
    expect(error.cause).toEqual({ values: ["secret"] });
  });
  it("has nothing of what it was not given", () => {
    const bare = new SquallError("limit", "limit: x");
    expect(bare).toMatchObject({ retryable: false, mayHaveHappened: false, committed: false });
    for (const name of ["table", "columns", "function", "guard"] as const) expect(bare[name]).toBe(undefined);
    expect("cause" in bare).toBe(false);
    expect("cause" in new SquallError("limit", "x", { cause: undefined })).toBe(true);
  });
  it("that is committed has happened", () => {
    expect(new SquallError("limit", "x", { committed: true })).toMatchObject({ mayHaveHappened: true });
    expect(new SquallError("limit", "x", { committed: true, mayHaveHappened: false }).mayHaveHappened).toBe(true);
  });
  it("is JSON without its cause", () => {
    const sent = JSON.parse(JSON.stringify(error)) as object;
    expect(sent).toEqual({ ...all, kind: "conflict", name: "SquallError", message: "conflict: users.email" });
  });
  it("keeps what it is not given anew, its cause too", () => {
    const other = withDetails(error, "told", { function: "a.b", committed: true });
    expect(other).toMatchObject({ ...all, kind: "conflict", message: "told", function: "a.b", committed: true });
    expect(other.cause).toBe(error.cause);
    expect("cause" in withDetails(new SquallError("limit", "x"), "y", {})).toBe(false);
  });
});

describe("instanceof", () => {
  class Own extends SquallError {}
  it("knows an error of any copy of the class, and nothing else", () => {
    expect(error instanceof SquallError).toBe(true);
    const copy = Object.assign(new Error("x"), { [Symbol.for("squall.SquallError")]: true });
    expect(copy instanceof SquallError).toBe(true);
    const others = [new Error("x"), { ...error }, { [Symbol.for("squall.SquallError")]: true }, null, "x"];
    for (const other of others) expect(other instanceof SquallError).toBe(false);
  });
  it("of a class that extends it knows that class alone", () => {
    const own = new Own("limit", "limit: mine");
    expect([own instanceof Own, own instanceof SquallError, own instanceof Error]).toEqual([true, true, true]);
    expect(error instanceof Own).toBe(false);
  });
});

describe("from()", () => {
  it("gives an error as it is", () => {
    expect(SquallError.from(error)).toBe(error);
  });
  it.each(kinds)("makes one of the fields that came: %s", (kind) => {
    const sent = JSON.parse(JSON.stringify(new SquallError(kind, `${kind}: x`, all))) as object;
    const made = SquallError.from(sent)!;
    expect(made).toBeInstanceOf(SquallError);
    expect(made).toMatchObject({ ...all, kind, message: `${kind}: x` });
  });
  it.each(kinds)("makes one of the message that alone came: %s", (kind) => {
    const sent = new Error(`SquallError: ${kind}: told\nin two lines`);
    expect(SquallError.from(sent)).toMatchObject({
      kind,
      message: `${kind}: told\nin two lines`,
      guard: undefined,
      mayHaveHappened: kind === "unavailable" || kind === "internal",
      cause: sent,
    });
  });
  it("reads the name of a guard, where nothing stands behind it", () => {
    const of = (message: string) => SquallError.from(new Error(`SquallError: ${message}`));
    expect(of("guard_failed: status_is_open")).toMatchObject({ kind: "guard_failed", guard: "status_is_open" });
    expect(of("guard_failed: status is open")).toMatchObject({ guard: undefined });
    expect(of("guard_failed: ")).toMatchObject({ message: "guard_failed: ", guard: undefined });
  });
  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "SquallError: conflict: x"],
    ["another error", new Error("conflict: x")],
    ["an error that quotes one", new Error("Error: SquallError: conflict: x")],
    ["an unknown kind in the message", new Error("SquallError: teapot: x")],
    ["an unknown kind", { name: "SquallError", kind: "teapot", message: "teapot: x" }],
    ["no kind", { name: "SquallError", message: "x" }],
    ["a kind of two words", { name: "SquallError", kind: "not_found conflict", message: "x" }],
    ["a kind in a list", { name: "SquallError", kind: ["conflict"], message: "conflict: x" }],
    ["part of a kind", { name: "SquallError", kind: "found", message: "x" }],
    ["a list of nothing", []],
    ["another name", { name: "Error", kind: "conflict", message: "conflict: x" }],
    ["no message", { name: "Error" }],
  ])("is undefined of %s", (_name, given) => {
    expect(SquallError.from(given)).toBe(undefined);
  });
});
