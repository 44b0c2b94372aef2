// What may stand where the arguments stand.
import { describe, expect, it } from "vitest";
import { call, openHere, refusal, refused } from "../support/squall.js";

const workspace_id = "ws_ours";

describe("arguments", () => {
  const live = { workspace_id, id: "agent_live" };
  it("may come from a proxy, a class or a frozen object", async () => {
    class Key {
      workspace_id = workspace_id;
      id = "agent_live";
    }
    for (const args of [
      new Proxy(live, {}),
      new Key(),
      Object.freeze({ ...live }),
      Object.assign(Object.create(null) as typeof live, live),
    ])
      expect((await openHere().agents.get(args))?.id).toBe("agent_live");
  });
  it("are read by their own names only: an inherited one is as if it were not there", async () => {
    expect(await refusal(call(openHere(), "agents.get", Object.create(live)))).toEqual(
      refused("invalid_argument", "agents.get"),
    );
  });
  it("undefined and null are as if left out", async () => {
    const made = await openHere().agents.create({ workspace_id, name: "n", description: undefined, id: null });
    expect(made.description).toBe(null);
    expect((await openHere().users.list({ cursor: undefined, limit: null })).items).toHaveLength(2);
  });
  it("a key __proto__ is an unknown argument", async () => {
    const args = JSON.parse('{"workspace_id":"ws_ours","id":"agent_live","__proto__":{"admin":true}}') as object;
    expect(await refusal(call(openHere(), "agents.get", args))).toEqual(
      refused("invalid_argument", "agents.get", {
        message: "invalid_argument: __proto__ is not an argument of this function",
      }),
    );
  });
  it.each([
    [
      "a getter",
      Object.defineProperty({ workspace_id }, "id", {
        enumerable: true,
        get: () => {
          throw new Error("secret");
        },
      }),
    ],
    [
      "a proxy's get",
      new Proxy(live, {
        get: (target, key) => {
          if (key === "id") throw new Error("secret");
          return Reflect.get(target, key) as unknown;
        },
      }),
    ],
  ])("%s that throws is refused by name", async (_name, args) => {
    expect(await refusal(call(openHere(), "agents.get", args))).toEqual(
      refused("invalid_argument", "agents.get", { message: "invalid_argument: id could not be read" }),
    );
  });
  it.each([
    [
      "a proxy whose keys cannot be read",
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error("secret");
          },
        },
      ),
    ],
    [
      "a revoked proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return proxy;
      })(),
    ],
  ])("%s is refused", async (_name, args) => {
    expect(await refusal(call(openHere(), "agents.get", args))).toEqual(refused("invalid_argument", "agents.get"));
    expect(await openHere().agents.exists({ id: "agent_live" })).toBe(true);
  });
  it("an unknown name of any length or kind is told, cut where it is long", async () => {
    for (const name of ["x".repeat(100_000), "é".repeat(300), "\ud800", "", "😀"])
      expect(await refusal(call(openHere(), "agents.get", { ...live, [name]: 1 }))).toEqual(
        refused("invalid_argument", "agents.get", {
          message: expect.stringMatching(/is not an argument of this function$/),
        }),
      );
    expect(await openHere().agents.exists(live)).toBe(true);
  });
  it("a getter that makes a call of its own cannot change the call that reads it", async () => {
    const db = openHere();
    let inner: Promise<unknown> | undefined;
    const args = {
      workspace_id,
      get id() {
        inner = db.agents.get({ workspace_id: "ws_theirs", id: "agent_theirs" }).catch((error: unknown) => error);
        return "agent_live";
      },
    };
    expect((await db.agents.get(args))?.id).toBe("agent_live");
    expect(await inner).toEqual(refused("invalid_argument", "agents.get"));
  });
});
