// The end of a call before its answer: a deadline, an AbortSignal. What comes after it is ignored.
import { describe, expect, it, vi } from "vitest";
import { faulty, noAnswer, notSent, testTimer } from "./support/faults.js";
import { call, contents, openHere, refusal, refused, row } from "./support/squall.js";
import { examples } from "./support/examples.js";

const workspace_id = "ws_ours";
const live = { workspace_id, id: "agent_live" };
const long = 5000;
const until = (holds: () => boolean | Promise<boolean>) =>
  vi.waitFor(async () => expect(await holds()).toBe(true), { timeout: 60_000, interval: 1 });

describe("a deadline", () => {
  it("ends a call without an answer, and says whether a write may have happened", async () => {
    const timer = testTimer();
    const { binding, sent, answer } = faulty([noAnswer, noAnswer]);
    const db = openHere({ timer, deadline: long }, binding);
    const read = refusal(db.agents.get(live));
    const write = refusal(db.users.create({ email: "e" }));
    await until(() => sent() === 2);
    timer.pass(long - 1);
    expect(timer.pending()).toBe(2);
    timer.pass(1);
    const message = "unavailable: the deadline has passed";
    const late = (name: string, mayHaveHappened: boolean) =>
      refused("unavailable", name, { message, retryable: true, mayHaveHappened });
    expect(await read).toEqual(late("agents.get", false));
    expect(await write).toEqual(late("users.create", true));
    answer();
    await until(async () => (await row("SELECT id FROM users WHERE email = 'e'")) !== undefined);
  });
  it("counts all tries together, and no wait goes beyond it", async () => {
    const timer = testTimer(() => 0.5, 501);
    const { binding, sent } = faulty(Array(99).fill(notSent));
    const retry = { attempts: 99, wait: 1000, maxDelay: 1000 };
    expect(await refusal(openHere({ timer, retry, deadline: long }, binding).agents.get(live))).toEqual(
      refused("unavailable", "agents.get", { retryable: true }),
    );
    expect(sent()).toBe(10);
    expect(timer.pending()).toBe(0);
  });
  it("of a call stands before the client's", async () => {
    const timer = testTimer();
    const { binding, sent } = faulty([noAnswer]);
    const call = refusal(openHere({ timer, deadline: 9 * long }, binding).agents.get(live, { deadline: long }));
    await until(() => sent() === 1);
    timer.pass(long);
    expect((await call).message).toContain("deadline");
  });
  it("begins anew with each call of a client", async () => {
    const timer = testTimer();
    const db = openHere({ timer, deadline: long });
    for (let i = 0; i < 3; i++) {
      expect(await db.agents.exists(live)).toBe(true);
      timer.pass(long - 1);
    }
    expect(timer.pending()).toBe(0);
  });
  it("goes by the world's clock where no other is given", async () => {
    const { binding } = faulty([noAnswer]);
    const error = await refusal(openHere({}, binding).agents.get(live, { deadline: 20 }));
    expect(error).toEqual(refused("unavailable", "agents.get", { retryable: true }));
  });
});

describe("an AbortSignal", () => {
  it("ends a call, with its reason as the cause", async () => {
    const controller = new AbortController();
    const { binding, sent } = faulty([noAnswer, noAnswer]);
    const db = openHere({ signal: controller.signal }, binding);
    const calls = [refusal(db.agents.get(live)), refusal(db.users.create({ email: "e" }))];
    await until(() => sent() === 2);
    controller.abort("the visitor left");
    const [read, write] = await Promise.all(calls);
    expect(read).toEqual(refused("unavailable", "agents.get", { retryable: false, mayHaveHappened: false }));
    expect(write).toEqual(refused("unavailable", "users.create", { mayHaveHappened: true }));
    expect([read!.cause, write!.cause]).toEqual(["the visitor left", "the visitor left"]);
  });
  it.each(examples)("that was aborted before sends nothing (%s)", async (name, args) => {
    const before = await contents();
    const { binding, sent } = faulty([]);
    const error = await refusal(call(openHere({ signal: AbortSignal.abort() }, binding), name, args));
    expect(error).toEqual(refused("unavailable", name, { mayHaveHappened: false }));
    expect(sent()).toBe(0);
    expect(await contents()).toEqual(before);
  });
  it("ends a wait between two tries", async () => {
    const controller = new AbortController();
    const timer = testTimer(() => 0.99, 0);
    const { binding, sent } = faulty([notSent, notSent]);
    const waiting = refusal(openHere({ timer, retry: true }, binding).agents.get(live, { signal: controller.signal }));
    await until(() => timer.pending() === 1);
    expect([sent(), timer.pending()]).toEqual([1, 1]);
    controller.abort();
    expect((await waiting).cause).toBeInstanceOf(DOMException);
    expect([sent(), timer.pending()]).toEqual([1, 0]);
  });
  it("is left without listeners", async () => {
    const listening = new Set<unknown>();
    const signal = {
      aborted: false,
      addEventListener: (_: string, listener: unknown) => listening.add(listener),
      removeEventListener: (_: string, listener: unknown) => listening.delete(listener),
    } as unknown as AbortSignal;
    const db = openHere({ signal, retry: true, timer: testTimer() }, faulty([notSent]).binding);
    await db.agents.get(live);
    await db.batch((q) => [q.agents.get(live), q.jobs.count()]);
    await refusal(db.users.create({ email: "ann@example.com" }));
    expect(listening.size).toBe(0);
  });
  it("ends a batch", async () => {
    const controller = new AbortController();
    const { binding, sent } = faulty([noAnswer]);
    const batch = openHere({}, binding).batch((q) => [q.agents.get(live), q.users.create({ email: "e" })], {
      signal: controller.signal,
    });
    const error = refusal(batch);
    await until(() => sent() === 1);
    controller.abort();
    expect(await error).toEqual(refused("unavailable", "users.create", { mayHaveHappened: true }));
  });
});

describe("options that are none", () => {
  it.each([
    ["options", 5],
    ["options", null],
    ["deadline", { deadline: 0 }],
    ["deadline", { deadline: NaN }],
    ["deadline", { deadline: "soon" }],
    ["retry", { retry: { attempts: 0 } }],
    ["retry", { retry: { wait: -1 } }],
    ["retry", { retry: 3 }],
    ["retry", { retry: { maxDelay: "long" } }],
    ["signal", { signal: {} }],
  ])("are refused by name, and nothing is sent: %s %j", async (name, options) => {
    const { binding, sent } = faulty([]);
    const db = openHere({}, binding) as unknown as { agents: { get(...args: unknown[]): Promise<unknown> } };
    const error = await refusal(db.agents.get(live, options));
    expect(error).toEqual(expect.objectContaining({ kind: "invalid_argument" }));
    expect(error.message).toContain(name);
    expect(sent()).toBe(0);
    if (typeof options === "object" && options !== null) expect(() => openHere(options as never)).toThrow(name);
  });
});
