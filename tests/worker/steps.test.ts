// Chains of steps through a module of the tests' own (steps/): each step is a batch, made of the rows of the one before.
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { open, SquallError, type Binding, type OpenOptions } from "../../build/steps/index.js";
import { now, numberedId, numberedIds, refusal as refusalOf, refused, row, rows } from "./support/squall.js";

const openSteps = (options: OpenOptions = {}, binding: Binding = env.DB) =>
  open(binding, { now: () => Date.parse(now), uuid: numberedIds(), ...options });
const refusal = (promise: Promise<unknown>) => refusalOf(promise, SquallError);

const id = "user_ann";
const ann = async () => (await row("SELECT email FROM users WHERE id = ?", id))!.email as string;

describe("a function of several steps", () => {
  it("hands the rows of each step to the next, a round trip each", async () => {
    const trips = vi.fn();
    const copy = await openSteps({ onQuery: trips }).users.copy({ id });
    expect(copy).toEqual({ id: numberedId("user", 1), email: `copy of ${await ann()}`, created_at: now });
    expect(await row("SELECT * FROM users WHERE id = ?", copy.id)).toEqual(copy);
    expect(trips.mock.calls.map(([event]) => [event.name, event.round_trips])).toEqual([
      ["users.copy", 1],
      ["users.copy", 1],
    ]);
  });
  it("may have three", async () => {
    const copy = await openSteps().users.copy_twice({ id });
    expect(copy.email).toBe(`copy of copy of ${await ann()}`);
  });
  it("ends where a step finds nothing", async () => {
    const before = await rows("SELECT * FROM users");
    expect(await refusal(openSteps().users.copy({ id: "user_none" }))).toEqual(refused("not_found", "users.copy"));
    expect(await rows("SELECT * FROM users")).toEqual(before);
  });
  it("is refused at a later step, with the earlier ones done", async () => {
    const db = openSteps();
    await env.DB.prepare("INSERT INTO users (id, email) VALUES ('user_taken', ?)")
      .bind(`copy of copy of ${await ann()}`)
      .run();
    expect(await refusal(db.users.copy_twice({ id }))).toEqual(
      refused("conflict", "users.copy_twice", { table: "users", columns: ["email"] }),
    );
    expect(await row("SELECT id FROM users WHERE email = ?", `copy of ${await ann()}`)).toBeDefined();
    expect((await db.users.get({ id })).id).toBe(id);
  });
  it("refuses wrong arguments before anything is sent", async () => {
    const error = await refusal(openSteps().users.copy({ id: 7 as unknown as string }));
    expect(error).toEqual(refused("invalid_argument", "users.copy"));
    expect(error.message).toContain("id");
  });
  it("is no part of a batch", async () => {
    // @ts-expect-error: there is nothing that it takes there
    const error = await refusal(openSteps().batch((q) => [q.users.get({ id }), q.users.copy({ id })]));
    expect(error).toEqual(refused("invalid_argument", "users.copy"));
    expect(error.message).toContain("several steps");
  });
});

it("chains that run side by side do not mix", async () => {
  const db = openSteps({ uuid: () => crypto.randomUUID() });
  const ids = (await rows("SELECT id FROM users ORDER BY id")).map((r) => r.id as string);
  const copies = await Promise.all(ids.map((one) => db.users.copy({ id: one })));
  const emails = new Map((await rows("SELECT id, email FROM users")).map((r) => [r.id, r.email]));
  expect(copies.map((c) => c.email)).toEqual(ids.map((one) => `copy of ${emails.get(one)}`));
});

describe("a chain whose instance is gone between two steps", () => {
  it("says so, and the next one works", async () => {
    let broken = false;
    const db = openSteps({
      uuid: () => {
        if (broken) throw new Error("no ids");
        return crypto.randomUUID();
      },
    });
    let release = () => {};
    const held = new Promise<void>((go) => (release = go));
    const binding = {
      prepare: (sql: string) => {
        const statement = env.DB.prepare(sql);
        return {
          bind: (...values: unknown[]) => {
            const bound = statement.bind(...values);
            return { all: async () => (await held, bound.all()) };
          },
        };
      },
      batch: (list: D1PreparedStatement[]) => env.DB.batch(list),
    };
    const waiting = refusal(openSteps({}, binding).users.copy({ id }));
    broken = true;
    await refusal(db.users.copy({ id })); // its second step draws an id: the instance is replaced
    broken = false;
    release();
    const error = await waiting;
    expect(error).toEqual(refused("internal", "users.copy", { mayHaveHappened: false })); // its one step so far has read
    expect(error.message).toContain("restarted");
    expect((await db.users.copy({ id })).email).toBe(`copy of ${await ann()}`);
  });
});

it("a function without arguments is called with none", async () => {
  const [count] = await openSteps().batch((q) => [q.users.count()]);
  expect(await openSteps().users.count()).toBe((await rows("SELECT id FROM users")).length);
  expect(count).toBe(await openSteps().users.count({}));
  const wrong = { id } as object;
  expect(await refusal(openSteps().users.count(wrong))).toEqual(refused("invalid_argument", "users.count"));
});
