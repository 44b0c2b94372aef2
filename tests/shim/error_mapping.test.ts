// squall/errors: the status and the retry advice of every kind of error.
import { describe, expect, it } from "vitest";
import { SquallError, type ErrorKind } from "../../js-shim/src/error.js";
import { httpStatuses, httpStatusOf, retries, retryOf, type Retry } from "../../js-shim/src/errors.js";

const expected: Record<ErrorKind, [number, Retry]> = {
  invalid_argument: [400, "never"],
  not_found: [404, "never"],
  conflict: [409, "after_reading"],
  guard_failed: [412, "after_reading"],
  limit: [413, "never"],
  foreign_key: [422, "never"],
  not_null: [422, "never"],
  check: [422, "never"],
  internal: [500, "never"],
  unavailable: [503, "later"],
};

describe("squall/errors", () => {
  it.each(Object.entries(expected))("%s", (kind, [status, retry]) => {
    const error = new SquallError(kind as ErrorKind, `${kind}: a message`);
    expect(httpStatusOf(error)).toBe(status);
    expect(retryOf(error)).toBe(retry);
  });
  it("knows every kind once", () => {
    expect(Object.keys(httpStatuses).sort()).toEqual(Object.keys(expected).sort());
    expect(Object.keys(retries).sort()).toEqual(Object.keys(expected).sort());
  });
  it("advises a retry wherever the error says that it is retryable", () => {
    expect(retryOf(new SquallError("internal", "internal: stopped", { retryable: true }))).toBe("later");
    expect(retryOf(new SquallError("limit", "limit: overloaded", { retryable: true }))).toBe("later");
  });
  it("reads the fields of an error that came as JSON", () => {
    const sent = JSON.parse(
      JSON.stringify({ kind: "guard_failed", message: "guard_failed: status", retryable: false }),
    );
    expect(httpStatusOf(sent)).toBe(412);
    expect(retryOf(sent)).toBe("after_reading");
  });
  it.each([
    ["an Error", new Error("not_found")],
    ["null", null],
    ["nothing", undefined],
    ["a text", "conflict"],
    ["an unknown kind", { kind: "teapot", retryable: true }],
    ["a kind of Object.prototype", { kind: "constructor", retryable: true }],
    ["a kind that is not text", { kind: 404 }],
  ])("%s is a 500 that no retry helps", (_, error) => {
    expect(httpStatusOf(error)).toBe(500);
    expect(retryOf(error)).toBe("never");
  });
});
