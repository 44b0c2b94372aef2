// What may be sent again, how long it waits, and what ends it.
import { afterEach, describe, expect, it, vi } from "vitest";
import { policyOf, repeating, systemTimer, withRetries, type Work } from "../../js-shim/src/retry.js";
import type { Timer } from "../../js-shim/src/types.js";
import {
  answering,
  database,
  everywhere,
  lost,
  opener,
  refusal,
  SquallError,
  type Client,
  type Sqlite,
} from "./open.js";

/** The first answer is lost after it was performed; the others arrive. */
function losing(sqlite: Sqlite, times = 1) {
  let sent = 0;
  const lose = async (real: () => Promise<unknown>) => {
    const number = ++sent;
    const answer = await real();
    if (number <= times) throw new Error(lost);
    return answer;
  };
  return { binding: answering(sqlite, everywhere(lose)), sent: () => sent };
}
const hasty = { retry: { wait: 1 } };

describe("the flags of a plan's statements", () => {
  const [answer, write, frees] = [1, 2, 32];
  const [unknown, same, empty, refused] = [0, 1, 2, 3].map((n) => write | (n << 3)) as [number, number, number, number];
  const no = { may: false, unlessEmpty: -1 };
  const yes = { may: true, unlessEmpty: -1 };
  it.each([
    ["nothing", [], yes],
    ["reads", [answer, 0, answer], yes],
    ["a write that counts", [unknown], no],
    ["a write that sets", [same], yes],
    ["a write that sets, and a read", [same | answer, answer], yes],
    ["a read, and a write that sets", [answer, same], no],
    ["a guard, and a write that sets", [0, same], yes],
    ["two writes that set", [same, same], no],
    ["a deletion", [empty | frees | answer], { may: true, unlessEmpty: 0 }],
    ["a guard, and a deletion", [0, empty | frees | answer], { may: true, unlessEmpty: 1 }],
    ["a deletion whose rows nobody takes", [empty | frees], { may: true, unlessEmpty: -1 }],
    ["a deletion, and a read", [empty | frees | answer, answer], { may: false, unlessEmpty: 0 }],
    ["an insert with its key", [refused], yes],
    ["an insert with its key among others", [answer, unknown, refused, same, answer], yes],
    ["a deletion before it", [empty | frees, refused], no],
    ["a deletion behind it", [refused, empty | frees], no],
    ["a write that moves a key before it", [same | frees, refused], no],
    ["a write that moves a key behind it", [refused, unknown | frees], no],
    ["an insert into a table with triggers", [refused | frees], no],
    ["a write that moves a key", [same | frees], yes],
  ])("of %s", (_name, flags, expected) => {
    expect(repeating({ flags })).toEqual(expected);
  });
});

describe("a table with triggers", async () => {
  const mail = await opener("mail");
  const worlds = async () => {
    const sqlite = await database("worker/examples/mail/migrations");
    const db = mail(sqlite);
    await db.mailboxes!.create!({ id: "box" });
    const message = { mailbox_id: "box", subject: "s", body: "b" };
    await db.messages!.deliver!({ ...message, id: 1 });
    return { sqlite, message, ...losing(sqlite) };
  };
  it.each([
    ["an insert", "deliver", { id: 2 }],
    ["a deletion", "discard", { id: 1 }],
    ["an update", "rewrite", { id: 1, body: "new" }],
  ])("is never written twice by %s", async (_name, fn, args) => {
    const { binding, sent, message } = await worlds();
    const all = fn === "deliver" ? { ...message, ...args } : args;
    expect(await refusal(mail(binding, hasty).messages![fn]!(all))).toMatchObject({ mayHaveHappened: true });
    expect(sent()).toBe(1);
  });
  it("is not the table beside it", async () => {
    const { binding, sent } = await worlds();
    expect(await refusal(mail(binding, hasty).mailboxes!.create!({ id: "other" }))).toMatchObject({
      mayHaveHappened: true,
    });
    expect(sent()).toBe(2);
  });
});

describe("an insert whose key another statement frees", async () => {
  const faults = await opener("faults");
  it.each(["replace", "move_and_insert"])("is not sent again: %s", async (fn) => {
    const sqlite = await database();
    await sqlite.exec("INSERT INTO users (id, email) VALUES ('u', 'old')");
    const { binding, sent } = losing(sqlite);
    const error = await refusal(
      faults(binding, hasty).shapes![fn]!({ id: "u", email: fn === "replace" ? "new" : "old" }),
    );
    expect(error).toMatchObject({ kind: "unavailable", mayHaveHappened: true });
    expect(sent()).toBe(1);
  });
});

describe("a deletion behind a guard, whose answer is lost", async () => {
  const faults = await opener("faults");
  it.each(["alone", "in a batch"])("is not taken for one that found nothing: %s", async (way) => {
    const sqlite = await database();
    await sqlite.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    const { binding, sent } = losing(sqlite);
    const db = faults(binding, hasty);
    const remove = () =>
      way === "alone"
        ? db.shapes!.remove!({ id: "u" })
        : db.batch((q: Client) => [q.shapes!.remove!({ id: "u" })]).then(([removed]) => removed as unknown);
    expect(await refusal(remove())).toMatchObject({
      kind: "unavailable",
      mayHaveHappened: true,
      function: "shapes.remove",
    });
    expect(sent()).toBe(2);
    expect(await sqlite.prepare("SELECT id FROM users").raw()).toEqual([]);
    expect(await remove()).toBe(false);
  });
});

describe("a deletion that was not performed at first", async () => {
  const faults = await opener("faults");
  it.each(["alone", "in a batch"])("has happened once it gives a row: %s", async (way) => {
    const sqlite = await database();
    await sqlite.exec("INSERT INTO users (id, email) VALUES ('u', 'e')");
    let sent = 0;
    const binding = answering(
      sqlite,
      everywhere(async (real) => {
        if (sent++ === 0) throw new Error(lost);
        return await real();
      }),
    );
    const db = faults(binding, hasty);
    const removed =
      way === "alone"
        ? await db.shapes!.remove!({ id: "u" })
        : (await db.batch((q: Client) => [q.shapes!.remove!({ id: "u" })]))[0];
    expect(removed).toBe(true);
    expect(sent).toBe(2);
  });
});

describe("a call's time", () => {
  /** Its own clock; whatever waits is listed. */
  function clock(random = 0.5) {
    let time = 0;
    const waits: { milliseconds: number; run: () => void; off: boolean }[] = [];
    const timer: Timer = {
      now: () => time,
      random: () => random,
      after(milliseconds, run) {
        const wait = { milliseconds, run, off: false };
        waits.push(wait);
        return () => void (wait.off = true);
      },
    };
    return { timer, waits, pass: (to: number) => (time = to) };
  }
  const work = (fail: () => SquallError | undefined, writes = true): Work<string> & { sent: number } => ({
    name: "a.b",
    writes,
    repeating: { may: true, unlessEmpty: -1 },
    isEmpty: () => false,
    sent: 0,
    async send() {
      this.sent++;
      const error = fail();
      if (error !== undefined) throw error;
      return "done";
    },
  });
  const lostError = (mayHaveHappened = true) =>
    new SquallError("unavailable", "lost", { retryable: true, mayHaveHappened });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

  it("ends before a wait that would end at the deadline itself, or behind it", async () => {
    for (const [deadline, sent] of [
      [49, 1],
      [50, 1],
      [51, 2],
    ] as const) {
      // prettier-ignore
      const { timer, waits } = clock();
      const tries = work(() => lostError());
      const result = withRetries(tries, policyOf({}, { retry: { attempts: 2 }, deadline }, timer));
      result.catch(() => undefined);
      await settle();
      waits.filter((w) => w.milliseconds === 50 && !w.off).forEach((w) => w.run());
      await settle();
      await expect(result).rejects.toThrow("lost");
      expect(tries.sent).toBe(sent);
      expect(waits.every((w) => w.off)).toBe(true);
    }
  });
  it("that ends between two tries of a write says that it may have happened", async () => {
    for (const mayHaveHappened of [true, false]) {
      const controller = new AbortController();
      const { timer, waits } = clock();
      const aborted = refusal(
        withRetries(
          work(() => lostError(mayHaveHappened)),
          policyOf({}, { retry: true, signal: controller.signal }, timer),
        ),
      );
      await settle();
      expect(waits).toHaveLength(1);
      controller.abort("gone");
      expect(await aborted).toMatchObject({
        kind: "unavailable",
        mayHaveHappened,
        cause: "gone",
        function: "a.b",
        retryable: false,
      });
      expect(waits[0]!.off).toBe(true);

      const late = clock();
      const ended = refusal(
        withRetries(
          work(() => lostError(mayHaveHappened)),
          policyOf({}, { retry: true, deadline: 100 }, late.timer),
        ),
      );
      await settle();
      late.waits
        .filter((w) => w.milliseconds === 100)
        .at(-1)!
        .run();
      expect(await ended).toMatchObject({
        kind: "unavailable",
        mayHaveHappened,
        retryable: true,
        message: "unavailable: the deadline has passed",
      });
      expect(late.waits.every((w) => w.off)).toBe(true);
    }
  });
  it("that was over before a later try says what became of the first", async () => {
    const controller = new AbortController();
    const { timer, waits } = clock();
    const tries = work(() => (controller.abort(), lostError()));
    const signal = { aborted: false, addEventListener() {}, removeEventListener() {}, reason: "late" };
    const ended = refusal(withRetries(tries, policyOf({}, { retry: true, signal: signal as never }, timer)));
    await settle();
    signal.aborted = true;
    waits[0]!.run();
    expect(await ended).toMatchObject({
      mayHaveHappened: true,
      cause: "late",
      message: "unavailable: the call was aborted",
    });
    expect(tries.sent).toBe(1);
  });
  it("leaves the first fault, where a second try is refused", async () => {
    const errors = [lostError(), new SquallError("conflict", "taken")];
    const { timer, waits } = clock();
    const ended = refusal(
      withRetries(
        work(() => errors.shift()),
        policyOf({}, { retry: true }, timer),
      ),
    );
    await settle();
    waits[0]!.run();
    expect((await ended).message).toBe("lost");
  });
  it("waits as long as was said, but a time that is a number", async () => {
    const waitsOf = async (retry: object, random: number) => {
      const { timer, waits } = clock(random);
      const ended = refusal(
        withRetries(
          work(() => lostError()),
          policyOf({}, { retry: { attempts: 3, ...retry } }, timer),
        ),
      );
      await settle();
      waits[0]!.run();
      await settle();
      waits[1]!.run();
      await ended;
      return waits.map((w) => w.milliseconds);
    };
    expect(await waitsOf({}, 1)).toEqual([100, 200]);
    expect(await waitsOf({ wait: 1e300, maxDelay: Infinity }, 0)).toEqual([0, 0]);
    expect(await waitsOf({ wait: Infinity, maxDelay: Infinity }, 1)).toEqual([2 ** 53 - 1, 2 ** 53 - 1]);
    expect(await waitsOf({ wait: 30, maxDelay: 40 }, 1)).toEqual([30, 40]);
  });

  describe("of the system", () => {
    afterEach(() => void vi.useRealTimers());
    it.each([1, 2 ** 31 - 1, 2 ** 31, 30 * 864e5, 2 ** 33])("runs after %d ms and not before", (milliseconds) => {
      vi.useFakeTimers();
      const run = vi.fn();
      systemTimer.after(milliseconds, run);
      vi.advanceTimersByTime(milliseconds - 1);
      expect(run).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(run).toHaveBeenCalledTimes(1);
      expect(vi.getTimerCount()).toBe(0);
    });
    it("is called off, also in its second part", () => {
      vi.useFakeTimers();
      const run = vi.fn();
      const callOff = systemTimer.after(2 ** 32, run);
      vi.advanceTimersByTime(2 ** 31 + 5);
      callOff();
      expect(vi.getTimerCount()).toBe(0);
      vi.advanceTimersByTime(2 ** 33);
      expect(run).not.toHaveBeenCalled();
    });
    it("does not end a call with a far deadline", async () => {
      const open = await opener("squall");
      const sqlite = await database();
      const slow = async (real: () => Promise<unknown>) => (await new Promise((r) => setTimeout(r, 20)), await real());
      const db = open(answering(sqlite, everywhere(slow)));
      for (const deadline of [20 * 864e5, 30 * 864e5, Number.MAX_SAFE_INTEGER, 1e300, Infinity])
        expect(await db.jobs!.count!({}, { deadline })).toBe(0);
    });
  });
});

describe("options that are wrong", () => {
  const policy = (options: object) => () => policyOf({}, options, systemTimer, "a.b");
  it.each([
    ["retry", { retry: 3 }],
    ["retry", { retry: { attempts: 0 } }],
    ["retry", { retry: { attempts: "3" } }],
    ["retry", { retry: { wait: -1 } }],
    ["retry", { retry: { maxDelay: NaN } }],
    ["deadline", { deadline: 0 }],
    ["deadline", { deadline: "1" }],
    ["signal", { signal: {} }],
  ])("are refused by their name: %s %o", (name, options) => {
    expect(policy(options)).toThrow(`invalid_argument: ${name} is not a valid call option`);
  });
  it("that are no object are refused", () => {
    expect(policy(null as never)).toThrow("options is not");
    expect(policy(7 as never)).toThrow("options is not");
  });
  it("of a call stand before the client's", () => {
    const client = { retry: { attempts: 7, wait: 8, maxDelay: 9 }, deadline: 5 };
    const timer = { ...systemTimer, now: () => 1000 };
    expect(policyOf(client, {}, timer)).toMatchObject({ attempts: 7, wait: 8, maxDelay: 9, deadline: 1005 });
    expect(policyOf(client, { retry: false, deadline: 6 }, timer)).toMatchObject({ attempts: 1, deadline: 1006 });
    expect(policyOf({}, { retry: true }, timer)).toMatchObject({
      attempts: 3,
      wait: 100,
      maxDelay: 2000,
      deadline: Infinity,
    });
  });
});
