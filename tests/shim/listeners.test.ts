// onQuery, and promises that nobody waits for: none of them ends the process or a call.
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { QueryEvent } from "../../js-shim/src/types.js";
import { answering, database, everywhere, lost, opener, refusal, rejecting, seeded, type Client } from "./open.js";

const open = await opener("squall");
const sqlite = await database();
const { mine, own } = await seeded(open(sqlite));
const key = { workspace_id: mine.id, id: own.id };

const unhandled: unknown[] = [];
const note = (reason: unknown) => void unhandled.push(reason);
beforeAll(() => void process.on("unhandledRejection", note));
afterAll(() => void process.off("unhandledRejection", note));
afterEach(async () => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(unhandled.splice(0)).toEqual([]);
});

const heard = async (binding: Parameters<typeof open>[0], act: (db: Client) => Promise<unknown>, options = {}) => {
  const events: QueryEvent[] = [];
  await act(open(binding, { ...options, onQuery: (event) => events.push(event) })).catch(() => undefined);
  return events;
};

it("a listener hears of calls that failed, with their error", async () => {
  const event = { rows_read: 0, rows_written: 0, round_trips: 1, duration: expect.any(Number) as number };
  const error = expect.objectContaining({ kind: "unavailable", retryable: true }) as object;
  expect(await heard(rejecting(new Error(lost)), (db) => db.agents!.get!(key))).toEqual([
    { ...event, name: "agents.get", error },
  ]);
  expect(
    await heard(rejecting(new Error(lost)), (db) => db.batch((q: Client) => [q.agents!.get!(key), q.jobs!.count!()])),
  ).toEqual([{ ...event, name: "agents.get+jobs.count", error }]);
  const tries = await heard(rejecting(new Error(lost)), (db) => db.agents!.get!(key), {
    retry: { attempts: 3, wait: 1 },
  });
  expect(tries.map((e) => e.error?.kind)).toEqual(["unavailable", "unavailable", "unavailable"]);
  const none = await heard(answering(sqlite, { all: () => undefined }), (db) => db.agents!.get!(key));
  expect(none.map((e) => e.error?.kind)).toEqual(["internal"]);
});
it("a listener hears of calls that succeeded without an error, and of each step", async () => {
  const [event] = await heard(sqlite, (db) => db.agents!.get!(key));
  expect(event).not.toHaveProperty("error");
});
it("a meta of any kind does no harm", async () => {
  for (const meta of [
    { rows_read: 2n, rows_written: "3" },
    null,
    undefined,
    7,
    {
      get rows_read() {
        throw new Error();
      },
    },
  ]) {
    // prettier-ignore
    const binding = answering(sqlite, { all: async (real) => ({ ...((await real()) as object), meta }) });
    let email = "";
    const events = await heard(
      binding,
      async (db) => (email = (await db.users!.create!({ email: `m${Math.random()}` })).email),
    );
    expect(email).toMatch(/^m/);
    if (typeof meta === "object" && meta !== null && "rows_written" in meta)
      expect(events).toMatchObject([{ rows_read: 2, rows_written: 0 }]);
  }
});
it("a listener that throws or rejects does not fail a call, nor end the process", async () => {
  const deaf: (() => unknown)[] = [
    () => {
      throw new Error("deaf");
    },
    async () => {
      throw new Error("deaf, later");
    },
    () => ({ then: (_: unknown, reject: (e: Error) => void) => reject(new Error("a thenable")) }),
    () => ({ get then() { throw new Error("no thenable"); } }), // prettier-ignore
  ];
  for (const onQuery of deaf) {
    expect((await open(sqlite, { onQuery: onQuery as () => void }).agents!.get!(key)).id).toBe(own.id);
    const failing = open(rejecting(new Error(lost)), { onQuery: onQuery as () => void });
    expect((await refusal(failing.agents!.get!(key))).kind).toBe("unavailable");
  }
});
it("a batch whose function is async is refused, and what it rejects with is not left over", async () => {
  const db = open(sqlite);
  for (const build of [
    async () => {
      throw new Error("in build");
    },
    async (q: Client) => [q.agents!.get!(key)],
    () => [Promise.reject(new Error("in the list"))],
    () => [open(rejecting(new Error(lost))).agents!.get!(key)],
    (q: Client) => [q.agents!.get!(key), Promise.reject(new Error("beside a plan"))],
    () => undefined,
    undefined,
    [],
  ]) {
    const error = await refusal(db.batch(build as never));
    expect(error).toMatchObject({ kind: "invalid_argument" });
    expect(error.message).toContain("not async");
  }
});
it("a plan that stands twice in a batch, or is another batch's, is refused", async () => {
  const db = open(sqlite);
  let kept: unknown;
  const twice = db.batch((q: Client) => [(kept = q.agents!.archive!(key)), kept]);
  const error = await refusal(twice);
  expect(error.kind).toBe("invalid_argument");
  expect(error.message).toContain("contains a plan twice");
  expect((await refusal(db.batch(() => [kept]))).message).toContain("made by its own q");
  expect((await db.agents!.get!(key)).status).not.toBe("archived");
});
it("a call that was ended leaves nothing over when its answer comes, or fails, later", async () => {
  let fail = (_: Error) => {};
  const later = () => new Promise<never>((_, reject) => (fail = reject));
  const db = open(answering(sqlite, everywhere(later)));
  for (const end of [{ deadline: 5 }, { signal: AbortSignal.timeout(5) }]) {
    expect((await refusal(db.agents!.get!(key, end))).kind).toBe("unavailable");
    fail(new Error(lost));
  }
});
it("a domain or function may be called as the client's own fields are", () => {
  const db = open(sqlite);
  expect(Object.keys(db.agents!)).toEqual([]);
  expect("performer" in db.agents!).toBe(false);
});
