// Calls that are sent again after a passing fault: what may be, how often, how long, and what is told when nobody knows.
import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { answerLost, faulty, lost, notSent, testTimer, type Fault } from "./support/faults.js";
import { call, openHere, refusal, refused, row } from "./support/squall.js";
import { restore } from "./support/world.js";
import type { OpenOptions } from "../../dist/index.js";

const workspace_id = "ws_ours";
const live = { workspace_id, id: "agent_live" };

function openFaulty(faults: (Fault | undefined)[], options: OpenOptions = { retry: true }) {
  const timer = testTimer();
  const { binding, sent } = faulty(faults);
  return { db: openHere({ timer, ...options }, binding), sent, timer };
}

describe("a read", () => {
  it.each([
    "D1_ERROR: Network connection lost.",
    "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
    "D1_ERROR: Internal error while starting up D1 DB storage caused object to be reset.",
    "D1_ERROR: D1 DB reset because its code was updated.",
    "D1_ERROR: Cannot resolve D1 DB due to transient issue on remote node.",
  ])("is sent again after: %s", async (error) => {
    const { db, sent } = openFaulty([
      { performed: false, error },
      { performed: true, error },
    ]);
    expect((await db.agents.get(live))?.id).toBe("agent_live");
    expect(sent()).toBe(3);
  });
  it.each([
    ["D1_ERROR: D1 DB is overloaded. Requests queued for too long.", "unavailable"],
    ["D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.", "unavailable"],
    ["D1_ERROR: no such table: agents: SQLITE_ERROR", "internal"],
    ["something else", "internal"],
  ])("is not sent again after: %s", async (error, kind) => {
    const { db, sent } = openFaulty([{ performed: false, error }]);
    expect(await refusal(db.agents.get(live))).toEqual(
      refused(kind, "agents.get", { retryable: false, mayHaveHappened: false }),
    );
    expect(sent()).toBe(1);
  });
  it("is sent three times at most, or as often as was said", async () => {
    for (const [retry, times] of [
      [true, 3],
      [{ attempts: 5 }, 5],
      [{ attempts: 1 }, 1],
      [{}, 3],
    ] as const) {
      const { db, sent } = openFaulty(Array(9).fill(notSent), { retry });
      expect(await refusal(db.agents.get(live))).toEqual(
        refused("unavailable", "agents.get", { retryable: true, mayHaveHappened: false }),
      );
      expect(sent()).toBe(times);
    }
  });
  it("is not sent again unless it was asked for", async () => {
    for (const options of [{}, { retry: false }, { deadline: 100_000 }]) {
      const { db, sent } = openFaulty([notSent], options);
      expect((await refusal(db.agents.get(live))).retryable).toBe(true);
      expect(sent()).toBe(1);
    }
  });
  it("may be asked for by the call, or forbidden by it", async () => {
    const patient = openFaulty([notSent], {});
    expect((await patient.db.agents.get(live, { retry: true }))?.id).toBe("agent_live");
    expect(patient.sent()).toBe(2);
    const hasty = openFaulty([notSent]);
    await refusal(hasty.db.agents.get(live, { retry: false }));
    expect(hasty.sent()).toBe(1);
  });
  it("waits longer from try to try, by chance, and never longer than was said", async () => {
    const waits = async (random: () => number, retry: object) => {
      const timer = testTimer(random);
      const { binding } = faulty(Array(9).fill(notSent));
      await refusal(openHere({ timer, retry: { attempts: 6, ...retry } }, binding).agents.get(live));
      return timer.waits;
    };
    expect(await waits(() => 0.5, {})).toEqual([50, 100, 200, 400, 800]);
    expect(await waits(() => 0, {})).toEqual([0, 0, 0, 0, 0]);
    expect(await waits(() => 0.75, { wait: 8, maxDelay: 32 })).toEqual([6, 12, 24, 24, 24]);
    expect(new Set(await waits(Math.random, { wait: 1000, maxDelay: 1000 })).size).toBeGreaterThan(1);
  });
  it("keeps its plan: a page's cursor and the moment stay what they were", async () => {
    const { db } = openFaulty([notSent]);
    const page = await db.users.list({ limit: 1 });
    expect(page.items).toHaveLength(1);
    expect((await openHere().users.list({ limit: 1, cursor: page.next_cursor! })).items).toHaveLength(1);
  });
});

describe("a write", () => {
  it("that sets bound values is sent again, and its result is the same", async () => {
    const { db, sent } = openFaulty([answerLost]);
    await db.agents.set_active_eval({ ...live, active_eval_id: "cand_live" });
    expect(sent()).toBe(2);
    expect(await row("SELECT active_eval_id AS id FROM agents WHERE id = 'agent_live'")).toEqual({ id: "cand_live" });
  });
  it("that inserts a row with its id succeeds when the first try never arrived", async () => {
    const { db, sent } = openFaulty([notSent]);
    expect((await db.users.create({ email: "e" })).email).toBe("e");
    expect(sent()).toBe(2);
  });
  it("that inserts a row with its id says that it may have happened when only the answer was lost", async () => {
    const { db, sent } = openFaulty([answerLost]);
    expect(await refusal(db.users.create({ email: "e" }))).toEqual(
      refused("unavailable", "users.create", { retryable: true, mayHaveHappened: true }),
    );
    expect(sent()).toBe(2);
    expect(await row("SELECT count(*) AS n FROM users WHERE email = 'e'")).toEqual({ n: 1 });
  });
  it("that deletes says that it may have happened when the second try finds nothing", async () => {
    const bare = { workspace_id, id: "agent_bare" };
    const first = openFaulty([answerLost]);
    expect(await refusal(first.db.agents.delete(bare))).toEqual(
      refused("unavailable", "agents.delete", { mayHaveHappened: true }),
    );
    const none = openFaulty([undefined]);
    expect(await none.db.agents.delete(bare)).toBe(false);
    await restore(env.DB);
    const second = openFaulty([notSent]);
    expect(await second.db.agents.delete(bare)).toBe(true);
    expect(second.sent()).toBe(2);
  });
  it("that counts on is never sent again", async () => {
    const { db, sent } = openFaulty([notSent]);
    expect(await refusal(call(db, "jobs.retry", { id: "job_failed", workspace_id }))).toEqual(
      refused("unavailable", "jobs.retry", { retryable: true, mayHaveHappened: true }),
    );
    expect(sent()).toBe(1);
  });
  it("whose guard fails the second time tells what happened to the first", async () => {
    const confirm = { workspace_id, id: "agent_found", name: "Confirmed" };
    const { db } = openFaulty([answerLost]);
    const error = await refusal(db.agents.confirm(confirm));
    expect(error).toEqual(refused("unavailable", "agents.confirm", { mayHaveHappened: true }));
    expect((error.cause as Error).message).toBe(lost);
  });
  it("that SQLite refused has certainly not happened", async () => {
    const { db, sent } = openFaulty([]);
    expect(await refusal(db.users.create({ email: "ann@example.com" }))).toEqual(
      refused("conflict", "users.create", { mayHaveHappened: false, retryable: false }),
    );
    expect(sent()).toBe(1);
  });
});

describe("a batch", () => {
  it("of reads is sent again as a whole", async () => {
    const { db, sent } = openFaulty([notSent, answerLost]);
    const [agent, count] = await db.batch((q) => [q.agents.get(live), q.jobs.count()]);
    expect([agent?.id, count, sent()]).toEqual(["agent_live", 8, 3]);
  });
  it("with an insert that its own first run makes impossible is sent again", async () => {
    const { db, sent } = openFaulty([notSent]);
    const [made, count] = await db.batch((q) => [q.users.create({ email: "e" }), q.users.create({ email: "f" })]);
    expect([made.email, count.email, sent()]).toEqual(["e", "f", 2]);
    const second = openFaulty([answerLost], { retry: true, uuid: () => crypto.randomUUID() });
    const both = second.db.batch((q) => [q.jobs.count(), q.users.create({ email: "g" }), q.jobs.count()]);
    expect(await refusal(both)).toEqual(refused("unavailable", "users.create", { mayHaveHappened: true }));
    expect(await row("SELECT count(*) AS n FROM users WHERE email = 'g'")).toEqual({ n: 1 });
  });
  it("that first makes room for the insert is not", async () => {
    const { db, sent } = openFaulty([notSent]);
    const key = { workspace_id, id: "agent_bare" };
    const swap = db.batch((q) => [q.agents.delete(key), q.agents.create({ ...key, name: "Again" })]);
    expect(await refusal(swap)).toEqual(expect.objectContaining({ kind: "unavailable", mayHaveHappened: true }));
    expect(sent()).toBe(1);
  });
  it("of a row that is read and then written is not: the second reading would be another", async () => {
    const { db, sent } = openFaulty([answerLost]);
    const both = db.batch((q) => [q.agents.get(live), q.agents.set_active_eval({ ...live, active_eval_id: null })]);
    expect(await refusal(both)).toEqual(
      refused("unavailable", "agents.set_active_eval", { mayHaveHappened: true, retryable: true }),
    );
    expect(sent()).toBe(1);
  });
  it("of a write and then the row is", async () => {
    const { db, sent } = openFaulty([answerLost]);
    const [, agent] = await db.batch((q) => [
      q.agents.set_active_eval({ ...live, active_eval_id: "cand_live" }),
      q.agents.get(live),
    ]);
    expect([agent?.active_eval_id, sent()]).toEqual(["cand_live", 2]);
  });
});
