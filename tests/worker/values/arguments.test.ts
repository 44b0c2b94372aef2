// What may stand where the arguments stand.
import { describe, expect, it } from "vitest";
import { call, openHere, refusal, refused } from "../support/squall.js";

const workspace_id = "ws_ours";

describe("arguments", () => {
  const live = { workspace_id, id: "agent_live" };
  it("may come from a proxy, or a frozen object", async () => {
    for (const args of [
      new Proxy(live, {}),
      Object.freeze({ ...live }),
      Object.assign(Object.create(null) as typeof live, live),
    ])
      expect((await openHere().agents.get(args))?.id).toBe("agent_live");
  });
  it("are plain: a class's instance, an inherited, computed or hidden workspace, a Map or a Date is refused", async () => {
    class Scoped {
      id = "agent_theirs";
      get workspace_id() {
        return workspace_id;
      }
    }
    const id = "agent_theirs";
    for (const args of [
      new Scoped(),
      Object.create(live) as object,
      Object.assign(Object.create({ workspace_id }) as object, { id }),
      Object.defineProperty({ id }, "workspace_id", { value: workspace_id, enumerable: false }),
      Object.defineProperty({ id }, "workspace_id", { get: () => workspace_id, enumerable: true }),
      new Map([["id", id]]),
      new Date(),
      new URLSearchParams({ id }),
      new FormData(),
    ])
      expect(await refusal(call(openHere(), "agents.exists", args))).toEqual(
        refused("invalid_argument", "agents.exists"),
      );
    expect(await openHere().agents.exists({ workspace_id, id })).toBe(false);
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
  it("a proxy that makes a call of its own cannot change the call that reads it", async () => {
    const db = openHere();
    let inner: Promise<unknown> | undefined;
    const args = new Proxy(live, {
      get: (target, key) => {
        inner = db.agents.get({ workspace_id: "ws_theirs", id: "agent_theirs" }).catch((error: unknown) => error);
        return Reflect.get(target, key) as unknown;
      },
    });
    expect((await db.agents.get(args))?.id).toBe("agent_live");
    expect(await inner).toEqual(refused("invalid_argument", "agents.get"));
  });
});
