// Reads of one turn of the event loop in one round trip: what is sent, and what each call still is by itself.
import { expect, it } from "vitest";
import { coalesce } from "../../js-shim/src/coalesce.js";
import type { Binding } from "../../js-shim/src/binding.js";
import type { OpenOptions, QueryEvent } from "../../js-shim/src/types.js";
import { answering, database, lost, opener, refusal, rejecting, seeded, type Client } from "./open.js";

const open = await opener("squall");
const sqlite = await database();
const { mine, theirs, own, agent } = await seeded(open(sqlite));
const mineOf = { workspace_id: mine.id, id: own.id };
const theirsOf = { workspace_id: theirs.id, id: agent.id };

/** A client that coalesces, and what it sends: the number of statements of each round trip. */
function counting(options: OpenOptions = {}, more = {}) {
  const trips: number[] = [];
  const texts: string[] = [];
  const inner = answering(sqlite, {
    raw: (real) => (trips.push(1), real()),
    all: (real) => (trips.push(1), real()),
    batch: async (real) => {
      trips.push(0);
      const at = trips.length - 1;
      const results = await real();
      trips[at] = results.length;
      return results;
    },
    ...more,
  });
  const binding = { ...inner, prepare: (sql: string) => (texts.push(sql), inner.prepare(sql)) } as Binding;
  return { db: open(binding, { coalesce: coalesce(), ...options }), trips, texts };
}
const plain = (work: (db: Client) => Promise<unknown>) => work(open(sqlite));

it("independent reads are one round trip, with the results that each has alone", async () => {
  const work = (db: Client) =>
    Promise.all([
      db.agents!.get!(mineOf),
      db.agents!.list!({ workspace_id: mine.id }),
      db.jobs!.count!(),
      db.users!.list!({ limit: 1 }),
      db.workspaces!.get!({ id: mine.id }),
      db.agents!.get!({ workspace_id: mine.id, id: "nobody" }),
    ]);
  const { db, trips } = counting();
  expect(await work(db)).toEqual(await plain(work as never));
  expect(trips).toEqual([6]);
});
it("a read by itself is sent as without the option", async () => {
  const { db, trips } = counting();
  expect(await db.agents!.get!(mineOf)).toEqual(own);
  expect(await db.agents!.get!(theirsOf)).toEqual(agent);
  expect(trips).toEqual([1, 1]);
});
it("resolvers that wait for the same answer go together, N + 1 as 2", async () => {
  const { db, trips } = counting();
  const resolve = async (workspace: { id: string }) => {
    await Promise.resolve();
    const agents = await db.agents!.list!({ workspace_id: workspace.id });
    return await Promise.all(
      agents.map(
        async (a: { id: string }) => await db.agent_versions!.list!({ workspace_id: workspace.id, agent_id: a.id }),
      ),
    );
  };
  await Promise.all([mine, theirs].map(resolve));
  expect(trips).toEqual([2, 2]);
});
it("identical reads are sent once; each caller has an object of its own", async () => {
  const { db, trips } = counting();
  const [a, b, c] = await Promise.all([db.agents!.get!(mineOf), db.agents!.get!(theirsOf), db.agents!.get!(mineOf)]);
  expect([a, b, c]).toEqual([own, agent, own]);
  expect(a).not.toBe(c);
  expect(trips).toEqual([2]);
});
it("a write is sent after the reads before it, and so is a batch", async () => {
  const { db, trips, texts } = counting();
  const before = [db.agents!.get!(mineOf), db.jobs!.count!()];
  const write = db.agents!.update!({ workspace_id: mine.id, id: own.id, patch: { description: "new" } });
  const after = db.agents!.get!(mineOf);
  const [old] = await Promise.all(before);
  expect(old).toMatchObject({ description: null });
  expect(await write).toMatchObject({ description: "new" });
  expect(await after).toMatchObject({ description: "new" });
  expect(trips).toEqual([2, 1, 1]);
  expect(texts.map((sql) => sql.split(" ")[0])).toEqual(["SELECT", "SELECT", "UPDATE", "SELECT"]);
  const read = db.jobs!.count!();
  const batch = db.batch((q: Client) => [q.agents!.get!(mineOf), q.jobs!.count!()]);
  await Promise.all([read, batch]);
  expect(trips.slice(3)).toEqual([1, 2]);
});
it("a read that fails fails alone: the others are sent again, each by itself", async () => {
  let broken = 0;
  const { db, trips } = counting(
    {},
    {
      batch: () => (trips.push(-1), Promise.reject(new Error("D1_ERROR: string or blob too big: SQLITE_TOOBIG"))),
      raw: (real: () => Promise<unknown[][]>) => {
        trips.push(1);
        return broken++ === 1 ? Promise.reject(new Error("D1_ERROR: string or blob too big: SQLITE_TOOBIG")) : real();
      },
    },
  );
  const [a, b, c] = await Promise.allSettled([db.agents!.get!(mineOf), db.jobs!.count!(), db.agents!.get!(theirsOf)]);
  expect([a, c]).toMatchObject([{ value: own2() }, { value: agent }]);
  expect(b).toMatchObject({ reason: { kind: "limit", function: "jobs.count" } });
  expect(trips).toEqual([-1, 1, 1, 1]);
});
const own2 = () => ({ id: own.id });
it("an error of the database is that of every read, and nothing is sent again", async () => {
  let sent = 0;
  const binding = { ...rejecting(new Error(lost)), batch: () => (sent++, Promise.reject(new Error(lost))) } as Binding;
  const db = open(binding, { coalesce: coalesce() });
  for (const error of await Promise.all([refusal(db.agents!.get!(mineOf)), refusal(db.jobs!.count!())]))
    expect(error).toMatchObject({ kind: "unavailable", retryable: true, mayHaveHappened: false });
  expect(sent).toBe(1);
});
it("each call is retried by its own options", async () => {
  let tries = 0;
  const { db, trips } = counting(
    {},
    {
      batch: async (real: () => Promise<unknown[]>) => {
        if (tries++ === 0) throw new Error(lost);
        return await real();
      },
    },
  );
  const [a, b] = await Promise.allSettled([
    db.agents!.get!(mineOf, { retry: { attempts: 2, wait: 1 } }),
    db.agents!.get!(theirsOf),
  ]);
  expect(a).toMatchObject({ value: { id: own.id } });
  expect(b).toMatchObject({ reason: { kind: "unavailable", function: "agents.get" } });
  expect(trips).toEqual([1]);
});
it("a signal or a deadline ends its own call", async () => {
  const controller = new AbortController();
  let answer = () => {};
  const gate = new Promise<void>((resolve) => (answer = resolve));
  const { db } = counting({}, { batch: async (real: () => Promise<unknown[]>) => (await gate, real()) });
  const aborted = refusal(db.agents!.get!(mineOf, { signal: controller.signal }));
  const late = refusal(db.jobs!.count!({}, { deadline: 5 }));
  const other = db.agents!.get!(theirsOf);
  await new Promise((resolve) => setTimeout(resolve, 1));
  controller.abort(new Error("enough"));
  expect(await aborted).toMatchObject({ kind: "unavailable", message: "unavailable: the call was aborted" });
  expect(await late).toMatchObject({ kind: "unavailable", message: "unavailable: the deadline has passed" });
  answer();
  expect(await other).toEqual(agent);
});
it("a read that was aborted before the turn ended is not sent", async () => {
  const controller = new AbortController();
  const { db, trips } = counting();
  const aborted = refusal(db.agents!.get!(mineOf, { signal: controller.signal }));
  const other = db.agents!.get!(theirsOf);
  controller.abort();
  expect(await aborted).toMatchObject({ kind: "unavailable" });
  expect(await other).toEqual(agent);
  expect(trips).toEqual([1]);
});
it("a listener hears of each call; the round trips add up", async () => {
  const events: QueryEvent[] = [];
  const { db, trips } = counting({ onQuery: (event) => void events.push(event) });
  await Promise.all([db.agents!.get!(mineOf), db.jobs!.count!(), db.agents!.get!(mineOf)]);
  expect(events.map(({ name, round_trips }) => [name, round_trips]).sort()).toEqual([
    ["agents.get", 0],
    ["agents.get", 1],
    ["jobs.count", 0],
  ]);
  expect(trips).toEqual([2]);
});
it("many reads are several batches, and a large one is sent alone", async () => {
  const { db, trips } = counting({ coalesce: coalesce({ max_statements: 3, max_rows: 100 }) });
  await Promise.all([
    ...Array.from({ length: 7 }, (_, i) => db.agents!.get!({ workspace_id: mine.id, id: `agent_${i}` })),
    db.users!.list!({ limit: 200 }),
  ]);
  expect(trips.sort()).toEqual([1, 1, 3, 3]);
  expect(() => coalesce({ max_rows: 0 })).toThrow("max_rows must be 1 or more");
});
it("an answer that is none for each statement is refused per read", async () => {
  const { db, trips } = counting({}, { batch: () => (trips.push(-1), Promise.resolve([])) });
  expect(await Promise.all([db.agents!.get!(mineOf), db.agents!.get!(theirsOf)])).toMatchObject([
    { id: own.id },
    agent,
  ]);
  expect(trips).toEqual([-1, 1, 1]);
});
