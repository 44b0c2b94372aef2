// Errors of every shape a binding may reject with, and D1's own texts: the kind, whether a retry helps, and whether what was
// sent may have happened.
import { describe, expect, it } from "vitest";
import { readFailure } from "../../js-shim/src/failure.js";
import { opener, refusal, rejecting } from "./open.js";

const open = await opener("squall");
const write = (reason: unknown) => refusal(open(rejecting(reason)).users!.create!({ email: "e" }));
const read = (reason: unknown) => refusal(open(rejecting(reason)).users!.get!({ id: "u" }));

describe("D1's texts", () => {
  const transient = [
    "D1_ERROR: Network connection lost.",
    "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
    "D1_ERROR: Internal error in D1 DB storage caused object to be reset; reference = x",
    "D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.",
    "D1_ERROR: D1 DB reset because its code was updated.",
    "D1_ERROR: Durable Object reset because its code was updated.",
    "D1_ERROR: The Durable Object's code has been updated, this version can no longer access storage.",
    "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.",
    "internal error; reference = abc123",
    "D1_ERROR: Failed to parse body as JSON, got: <html>502",
    "D1_ERROR: Currently processing a long-running export.",
    "D1_ERROR: Can't read from request stream because client disconnected.",
    "Network connection lost. D1 DB is overloaded.",
    "D1 DB is overloaded. Network connection lost.",
  ];
  it.each(transient)("worth a retry: %s", async (text) => {
    const error = await write(new Error(text));
    expect(error).toMatchObject({ kind: "unavailable", retryable: true, mayHaveHappened: true });
    expect(error.message).toBe("unavailable: the database could not be reached or was reset");
    expect((await read(new Error(text))).mayHaveHappened).toBe(false);
  });
  it.each([
    "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
    "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
    "D1_ERROR: D1 DB's isolate exceeded its memory limit and was reset.",
    "D1_ERROR: D1 DB exceeded its CPU time limit and was reset.",
    "Worker exceeded CPU time limit.",
    "Too many API requests by single worker invocation.",
    "Too many subrequests.",
  ])("not simply: %s", async (text) => {
    const error = await write(new Error(text));
    expect(error).toMatchObject({ kind: "unavailable", retryable: false, mayHaveHappened: true });
    expect(error.message).toBe("unavailable: the database is overloaded or ran out of time");
  });
  it.each([
    ["D1_ERROR: Memory limit would be exceeded before EOF.", true],
    ["D1_ERROR: Exceeded maximum DB size", false],
    ["D1_ERROR: database or disk is full: SQLITE_FULL", false],
    ["D1_ERROR: Your account has exceeded D1's free tier daily row read limit.", false],
    ["D1_ERROR: Your account has exceeded D1's free tier daily row write limit.", false],
    ["D1_ERROR: string or blob too big: SQLITE_TOOBIG", false],
    ["D1_ERROR: Wrong number of parameter bindings for SQL query.", false],
  ])("a limit: %s", async (text, mayHaveHappened) => {
    expect(await write(new Error(text))).toMatchObject({ kind: "limit", retryable: false, mayHaveHappened });
  });
  it.each([
    ["D1_TYPE_ERROR: Type 'object' not supported for value 'x'", "internal", false],
    ["D1_ERROR: no such table: nowhere: SQLITE_ERROR", "internal", false],
    ["D1_ERROR: disk I/O error: SQLITE_IOERR", "internal", true],
    ["D1_ERROR: PRIMARY KEY must be unique: SQLITE_CONSTRAINT", "conflict", false],
    ["a D1_TYPE_ERROR of somebody", "internal", true],
    ["something else", "internal", true],
    ["", "internal", true],
  ])("%s", async (text, kind, mayHaveHappened) => {
    expect(await write(new Error(text))).toMatchObject({ kind, retryable: false, mayHaveHappened });
  });
});

describe("a reason that is", () => {
  const unique = "UNIQUE constraint failed: users.email";
  const lost = "D1_ERROR: Network connection lost.";
  const nullObject = (fields: object) => Object.assign(Object.create(null) as object, fields);
  const cyclic: Error & { cause?: unknown } = new Error("around");
  cyclic.cause = new Error("and around", { cause: cyclic });
  const revoked = () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  };
  const shapes: [string, unknown, string, boolean][] = [
    ["a text", lost, "unavailable", true],
    ["an object with a message", { message: unique }, "conflict", false],
    ["an object without a prototype", nullObject({ message: unique }), "conflict", false],
    ["an empty object without a prototype", nullObject({}), "internal", true],
    ["an object with an error", { success: false, error: unique }, "conflict", false],
    ["undefined", undefined, "internal", true],
    ["null", null, "internal", true],
    ["a number", 7, "internal", true],
    ["a symbol", Symbol("x"), "internal", true],
    ["an Error whose message is a symbol", Object.assign(new Error(), { message: Symbol("x") }), "internal", true],
    ["an Error whose message throws", Object.defineProperty(new Error(), "message", { get: () => { throw new Error(); } }), "internal", true], // prettier-ignore
    ["an Error whose cause throws", Object.defineProperty(new Error("x"), "cause", { get: () => { throw new Error(); } }), "internal", true], // prettier-ignore
    ["a function", () => unique, "internal", true],
    ["old D1's, with the reason as its cause", new Error("D1_ERROR", { cause: new Error(unique) }), "conflict", false],
    ["a wrapper's", new Error("query failed", { cause: new Error(lost) }), "unavailable", true],
    ["two wrappers'", new Error("a", { cause: { message: "b", cause: lost } }), "unavailable", true],
    ["a wrapper of a refusal", new Error("a", { cause: new Error("D1_ERROR: no such table: t: SQLITE_ERROR") }), "internal", false], // prettier-ignore
    ["causes that go round", cyclic, "internal", true],
    ["an AggregateError", new AggregateError([new Error("a"), new Error(unique)], "all failed"), "conflict", true],
    ["an AggregateError of refusals", new AggregateError([new Error(unique), new Error(unique)]), "conflict", false],
    ["an AggregateError of two tries", new AggregateError([new Error(unique), new Error(lost)]), "unavailable", true],
    ["an AggregateError of none", new AggregateError([], "none"), "internal", true],
    ["an AggregateError as a cause", new Error("a", { cause: new AggregateError([{ message: lost }]) }), "unavailable", true], // prettier-ignore
    ["a refusal whose cause says something else", new Error(unique, { cause: new Error(lost) }), "conflict", false],
    ["an AggregateError of something without a text", new AggregateError([undefined, new Error(unique)]), "conflict", true], // prettier-ignore
    ["an AggregateError of itself", Object.assign(new Error("a"), { errors: [] as unknown[] }), "internal", true],
    ["errors that were revoked", Object.assign(new Error("a"), { errors: revoked() }), "internal", true],
    ["errors that are not a list", Object.assign(new Error("a"), { errors: 7 }), "internal", true],
  ];
  for (const [name, reason] of shapes)
    if (name === "an AggregateError of itself") (reason as AggregateError).errors.push(reason);
  it.each(shapes)("%s", async (_name, reason, kind, mayHaveHappened) => {
    const error = await write(reason);
    expect(error).toMatchObject({ kind, mayHaveHappened, function: "users.create", retryable: kind === "unavailable" });
    expect(error.cause).toBe(reason);
    expect(error.message).toMatch(new RegExp(`^${kind}: `));
    expect((await read(reason)).mayHaveHappened).toBe(false);
  });
  it("a chain that is read as far as 16 causes", () => {
    let asked = 0;
    const chain = (length: number): unknown =>
      length === 0 ? { message: unique } : { message: "x", cause: chain(length - 1) };
    const fields = (kind: string) => ({ kind, message: "", table: undefined, columns: undefined, guard: undefined, batchIndex: -1, retryable: false }); // prettier-ignore
    const reader = (text: string) => (asked++, fields(text === unique ? "conflict" : "internal") as never);
    expect(readFailure(chain(16), reader).kind).toBe("conflict");
    expect(asked).toBe(17);
    expect(readFailure(chain(17), reader).kind).toBe("internal");
  });
  it("without a text that is known is told by its outermost text, or by none", () => {
    const asked: string[] = [];
    const reader = (text: string) => (asked.push(text), { kind: "internal", message: text, table: undefined, columns: undefined, guard: undefined, batchIndex: -1, retryable: false }) as never; // prettier-ignore
    const texts = (reason: unknown) => {
      asked.length = 0;
      return [readFailure(reason, reader).message, ...asked];
    };
    expect(texts(new Error("a", { cause: new Error("b") }))).toEqual(["a", "a", "b"]);
    expect(texts({ cause: new Error("b") })).toEqual(["b", "b"]);
    expect(texts(undefined)).toEqual(["", ""]);
    const own: Error & { cause?: unknown } = new Error("its own cause");
    own.cause = own;
    expect(texts(own)).toEqual(["its own cause", "its own cause"]);
  });
  it("a list of errors that is read as far as 100", () => {
    const fields = (text: string) => ({ kind: text === unique ? "conflict" : "internal", message: "", table: undefined, columns: undefined, guard: undefined, batchIndex: -1, retryable: false }) as never; // prettier-ignore
    const many = (n: number) => ({ errors: [...Array.from({ length: n }, () => "x"), unique] });
    expect(readFailure(many(99), fields).kind).toBe("conflict");
    expect(readFailure(many(100), fields).kind).toBe("internal");
  });
});

describe("databaseText", () => {
  const told = (reason: unknown, databaseText?: boolean) =>
    refusal(open(rejecting(reason), { databaseText }).users!.create!({ email: "e" }));
  const texts: [string, unknown, string][] = [
    ["a lost connection", new Error("D1_ERROR: Network connection lost."), "D1_ERROR: Network connection lost."],
    ["a lock", new Error("D1_ERROR: database is locked: SQLITE_BUSY"), "D1_ERROR: database is locked: SQLITE_BUSY"],
    [
      "a broken constraint",
      { error: "UNIQUE constraint failed: users.email" },
      "UNIQUE constraint failed: users.email",
    ],
    ["the text that a wrapper holds", new Error("wrapped", { cause: "D1_ERROR: Network connection lost." }), "D1_ERROR: Network connection lost."], // prettier-ignore
    ["an unknown text", new Error("something odd"), "something odd"],
  ];
  it.each(texts)("keeps %s", async (_name, reason, text) => {
    const [without, error] = [await told(reason), await told(reason, true)];
    expect(error.message).toBe(`${without.message}; ${text}`);
    expect(without.message).not.toContain(text);
    expect((await told(reason, false)).message).toBe(without.message);
    expect({ ...error }).toEqual({ ...without });
  });
  it("has nothing to add to a guard", async () => {
    const guard = new Error("D1_ERROR: bad JSON path: 'not_found:user:0': SQLITE_ERROR");
    expect((await told(guard, true)).message).toBe("not_found: user");
  });
  it("adds nothing where the reason has no text", async () => {
    expect((await told(undefined, true)).message).toBe("internal: the database refused the statement");
  });
});
