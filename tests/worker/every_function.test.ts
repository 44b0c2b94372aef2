// What holds for every function of the client.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { counting } from "./support/binding.js";
import { exampleDomains, examples } from "./support/examples.js";
import { call, contents, functionNames, openHere, refusal, refused } from "./support/squall.js";
import { restore } from "./support/world.js";

it("of a domain in examples/ has an example", () => {
  const names = functionNames(openHere()).filter((name) => exampleDomains.includes(name.split(".")[0]!));
  expect(examples.map(([name]) => name).sort()).toEqual(names.sort());
});

describe("one round trip", () => {
  it.each(examples)("%s", async (name, args) => {
    const { binding, sent } = counting();
    await call(openHere({}, binding), name, args);
    expect(sent.round_trips).toBe(1);
  });
});

describe("onQuery hears of each", () => {
  it.each(examples)("%s", async (name, args) => {
    const events: unknown[] = [];
    await call(openHere(), "users.get", { id: "nobody" }); // another client's call is not told
    await call(openHere({ onQuery: (event) => events.push(event) }), name, args);
    expect(events).toEqual([
      {
        name,
        duration: expect.any(Number),
        rows_read: expect.any(Number),
        rows_written: expect.any(Number),
        round_trips: 1,
      },
    ]);
  });
});

describe("the same result alone, with a listener and in a batch", () => {
  it.each(examples)("%s", async (name, args) => {
    const alone = await call(openHere(), name, args);
    await restore(env.DB);
    expect(await call(openHere({ onQuery: () => undefined }), name, args)).toEqual(alone);
    await restore(env.DB);
    const { binding, sent } = counting();
    const events: unknown[] = [];
    const db = openHere({ onQuery: (event) => events.push(event) }, binding);
    expect(await db.batch((q) => [call(q, name, args) as never])).toEqual([alone]);
    expect(sent.round_trips).toBe(1);
    expect(events).toEqual([expect.objectContaining({ name, round_trips: 1 })]);
  });
});

describe("a wrong argument is refused by name, and nothing is sent", () => {
  const wrong = [Symbol("secret"), 7n, () => "secret"];
  it.each(examples)("%s", async (name, args) => {
    const { binding, sent } = counting();
    const db = openHere({}, binding);
    for (const key of Object.keys(args))
      for (const value of wrong) {
        const error = await refusal(call(db, name, { ...args, [key]: value }));
        expect(error).toEqual(
          refused("invalid_argument", name, {
            message: expect.stringMatching(new RegExp(`^invalid_argument: ${key} `)),
            retryable: false,
          }),
        );
        expect(error.message).not.toContain("secret");
      }
    expect(sent.round_trips).toBe(0);
  });
});

describe("an argument that the function does not have is refused by name", () => {
  it.each(examples)("%s", async (name, args) => {
    const error = await refusal(call(openHere(), name, { ...args, colour: "secret" }));
    expect(error).toEqual(
      refused("invalid_argument", name, { message: "invalid_argument: colour is not an argument of this function" }),
    );
  });
});

describe("what is not an object of arguments is refused", () => {
  it.each(examples)("%s", async (name) => {
    for (const args of [null, 5, "text", [], () => ({})])
      expect(await refusal(call(openHere(), name, args))).toEqual(refused("invalid_argument", name));
  });
});

describe("a workspace_id that is undefined or null never widens a query", () => {
  it.each(examples.filter(([, args]) => "workspace_id" in args))("%s", async (name, args) => {
    const before = await contents();
    for (const workspace_id of [undefined, null])
      expect(await refusal(call(openHere(), name, { ...args, workspace_id }))).toEqual(
        refused("invalid_argument", name, { message: expect.stringContaining("workspace_id") }),
      );
    expect(await contents()).toEqual(before);
  });
});

describe("a lone surrogate is refused wherever a text may stand", () => {
  it.each(examples)("%s", async (name, args) => {
    for (const [key, value] of Object.entries(args))
      if (typeof value === "string")
        expect(await refusal(call(openHere(), name, { ...args, [key]: "\ud800" }))).toEqual(
          refused("invalid_argument", name, { message: expect.stringContaining(key) }),
        );
  });
});
