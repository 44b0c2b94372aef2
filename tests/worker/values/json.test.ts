// JSON says what it was given, or is refused.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { refuses } from "../support/cases.js";
import { call, openHere } from "../support/squall.js";

const workspace_id = "ws_ours";
const biggest = Number.MAX_SAFE_INTEGER;

describe("JSON", () => {
  const nested = (depth: number) => JSON.parse("[".repeat(depth - 1) + "{}" + "]".repeat(depth - 1)) as unknown;
  const own = (key: string, value: unknown) => Object.defineProperty({}, key, { value, enumerable: true });
  const result = async (value: unknown, id = "job_running") => {
    const done = await call(openHere(), "jobs.complete", { id, result: value });
    expect(await call(openHere(), "jobs.get", { id })).toEqual(done);
    return (done as { result: unknown }).result;
  };
  const documents: [string, unknown][] = [
    ["an empty object", {}],
    ["an empty list", []],
    ["a text", "text"],
    ["a number", 0.1],
    ["false", false],
    ["numbers at their limits", [biggest, -biggest, 5e-324, 1.7976931348623157e308, 0.1 + 0.2, 1e21]],
    ["texts of every kind", ["", "\u0000", '\u2028"\\/\b', "😀é", "</script>"]],
    ["keys of every kind", { "": 1, "a.b": 2, 'a"b\\': 3, "😀": 4, constructor: 5, toString: 6 }],
    ["nulls", { a: null, b: [null] }],
    ["1000 levels", nested(1000)],
    ["an object without a prototype", Object.assign(Object.create(null) as object, { a: 1 })],
    ["300 KB", { list: Array.from({ length: 10_000 }, (_, i) => ({ i, text: "é".repeat(5) })) }],
  ];
  it.each(documents)("%s comes back as it was given", async (_name, value) => {
    expect(await result(value)).toEqual(value);
  });
  it("a key __proto__ is a key", async () => {
    const came = (await result(own("__proto__", { admin: true }))) as object;
    expect(Object.keys(came)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(came)).toBe(Object.prototype);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });
  it("what JSON leaves out is left out", async () => {
    expect(await result({ a: undefined, b: 1 })).toEqual({ b: 1 });
    expect(await result({ at: new Date(0) }, "job_queued")).toEqual({ at: "1970-01-01T00:00:00.000Z" });
    expect(await result({ toJSON: () => ({ by: "toJSON" }) }, "job_due")).toEqual({ by: "toJSON" });
  });
  it("a cell that does not parse comes through as its text, and does not fail a list", async () => {
    await env.DB.prepare("UPDATE jobs SET metadata = '{broken' WHERE id = 'job_queued'").run();
    const list = await openHere().jobs.list({ workspace_id });
    expect(list.find((j) => j.id === "job_queued")!.metadata).toBe("{broken");
    expect(list.find((j) => j.id === "job_due")!.metadata).toEqual({ kept: "yes" });
  });

  const cyclic: Record<string, unknown> = {};
  cyclic.self = { cyclic };
  const thrower = Object.defineProperty({}, "a", {
    enumerable: true,
    get: () => {
      throw new Error("no");
    },
  });
  const refusals: [string, unknown, string][] = [
    ["1001 levels", nested(1001), "must not contain itself or go deeper than 1000 levels"],
    ["a value that contains itself", cyclic, "must not contain itself or go deeper than 1000 levels"],
    ["NaN", NaN, "must hold finite numbers only"],
    ["Infinity inside", { a: [Infinity] }, "must hold finite numbers only"],
    ["a bigint inside", { a: 1n }, "must not hold a bigint"],
    ["a lone surrogate", "\ud800", "must not hold a lone surrogate"],
    ["a lone surrogate in a key", { "\ud800": 1 }, "must not hold a lone surrogate"],
    ["a getter that throws", thrower, "could not be read"],
    [
      "a toJSON that throws",
      {
        toJSON: () => {
          throw new Error("no");
        },
      },
      "could not be read",
    ],
    [
      "a proxy that throws",
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("no");
          },
        },
      ),
      "could not be read",
    ],
    ["a function", () => 1, "must be a value that JSON can say"],
    ["a symbol inside", { a: Symbol("a") }, "must be a value that JSON can say"],
    ["a Map", new Map([[1, 2]]), "must be a value that JSON can say"],
    ["bytes", new Uint8Array(3), "must be a value that JSON can say"],
    ["an invalid Date inside", { at: new Date(NaN) }, "must be a value that JSON can say"],
    ["a toJSON that gives NaN", [{ toJSON: () => NaN }], "must hold finite numbers only"],
    ["undefined in a list", [undefined], "must not hold undefined in a list, which JSON would make null"],
    ["a class's instance inside", { a: new (class Point {})() }, "must hold plain objects, not instances of a class"],
    ["a toJSON that gives nothing", { toJSON: () => undefined }, "must be a value that JSON can say"],
  ];
  refuses(
    refusals.map(([name, value, rule]) => [
      `${name} is refused`,
      "jobs.complete",
      { id: "job_running", result: value },
      "invalid_argument",
      { message: `invalid_argument: result ${rule}` },
    ]),
  );
});
