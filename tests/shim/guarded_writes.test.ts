// A write that is sent without a statement for its guard: what the caller learns is what the guard would have said.
import { expect, it } from "vitest";
import type { Binding } from "../../js-shim/src/binding.js";
import type { QueryEvent } from "../../js-shim/src/types.js";
import { answering, database, lost, opener, refusal, seeded, type Client } from "./open.js";

const open = await opener("squall");
const sqlite = await database();
const { mine, theirs, own } = await seeded(open(sqlite));
const missing = { workspace_id: mine.id, id: "nobody" };
const foreign = { workspace_id: theirs.id, id: own.id };

/** A client and the texts that it sends. */
function watched(options = {}, answers = {}) {
  const texts: string[] = [];
  const inner = answering(sqlite, answers);
  const binding = { ...inner, prepare: (sql: string) => (texts.push(sql), inner.prepare(sql)) } as Binding;
  return { db: open(binding, options), texts };
}
const ways = [{}, { onQuery: () => undefined }, { retry: true }, { deadline: 10_000 }];

it.each(ways)("one statement, and the guard's error where it returns no row: %j", async (options) => {
  const { db, texts } = watched(options);
  for (const at of [missing, foreign]) {
    const error = await refusal(db.agents!.archive!(at));
    expect(error).toMatchObject({
      kind: "not_found",
      guard: "agent",
      message: "not_found: agent",
      function: "agents.archive",
      retryable: false,
      mayHaveHappened: false,
    });
    expect(error.table).toBeUndefined();
    expect(error.cause).toBeUndefined();
    expect(error.committed).toBe(false);
  }
  expect(texts).toHaveLength(2);
  expect(new Set(texts)).toEqual(new Set([expect.stringMatching(/^UPDATE agents SET .* RETURNING 1 AS value$/)]));
});
it("the same error in a batch, which is undone, and which it names by its place", async () => {
  const { db, texts } = watched();
  const error = await refusal(
    db.batch((q: Client) => [
      q.agents!.create!({ workspace_id: mine.id, name: "of an undone batch" }),
      q.agents!.archive!(missing),
    ]),
  );
  expect(error).toMatchObject({
    kind: "not_found",
    guard: "agent",
    function: "agents.archive",
    message: "not_found: agent",
  });
  expect(texts.filter((sql) => sql.startsWith("SELECT CASE changes()"))).toHaveLength(1);
  const names = (await db.agents!.list!({ workspace_id: mine.id })) as { name: string }[];
  expect(names.map(({ name }) => name)).not.toContain("of an undone batch");
});
it("each guard of a batch asks about the write before it", async () => {
  const { db } = watched();
  const a = await db.agents!.create!({ workspace_id: mine.id, name: "a of a batch" });
  const of = (id: string) => ({ workspace_id: mine.id, id });
  await db.batch((q: Client) => [q.agents!.archive!(of(a.id)), q.agents!.archive!(of(own.id))]);
  for (const batch of [
    (q: Client) => [q.agents!.archive!(of(a.id)), q.agents!.archive!(missing)],
    (q: Client) => [q.agents!.archive!(missing), q.agents!.archive!(of(a.id))],
  ])
    expect(await refusal(db.batch(batch))).toMatchObject({ guard: "agent", function: "agents.archive" });
});
it("further requirements come after it, in their order", async () => {
  const { db, texts } = watched();
  expect(await refusal(db.jobs!.cancel!(missing))).toMatchObject({ kind: "not_found", guard: "job" });
  const job = await db.jobs!.create!({ workspace_id: mine.id, type: "import" });
  const at = { workspace_id: mine.id, id: job.id };
  expect(await db.jobs!.cancel!(at)).toMatchObject({ id: job.id, status: "cancelled" });
  const error = await refusal(db.jobs!.cancel!(at));
  expect(error).toMatchObject({
    kind: "guard_failed",
    guard: "status",
    message: "guard_failed: status",
    function: "jobs.cancel",
  });
  expect(texts.filter((sql) => /^UPDATE jobs/.test(sql))).toHaveLength(texts.length - 1);
  const other = await db.agents!.create!({ workspace_id: mine.id, name: "taken" });
  expect(await refusal(db.agents!.update!({ ...missing, patch: { name: "taken" } }))).toMatchObject({ guard: "agent" });
  expect(
    await refusal(db.agents!.update!({ workspace_id: mine.id, id: own.id, patch: { name: "taken" } })),
  ).toMatchObject({ kind: "conflict", guard: "name" });
  expect(await db.agents!.update!({ workspace_id: mine.id, id: other.id, patch: { name: "taken" } })).toMatchObject({
    name: "taken",
  });
});
it("a listener hears of a guard that failed as of any other", async () => {
  const events: QueryEvent[] = [];
  const { db } = watched({ onQuery: (event: QueryEvent) => void events.push(event) });
  await refusal(db.agents!.archive!(missing));
  expect(events).toMatchObject([
    { name: "agents.archive", round_trips: 1, error: { kind: "not_found", guard: "agent" } },
  ]);
});
it("a second run that finds no row may follow a first that did: the first error stands", async () => {
  let tries = 0;
  const all = async (real: () => Promise<unknown>) => {
    const result = await real();
    if (tries++ > 0) return { ...(result as object), results: [] };
    throw new Error(lost);
  };
  const { db } = watched({ retry: { attempts: 2, wait: 1 } }, { all });
  const agent = await open(sqlite).agents!.create!({ workspace_id: mine.id, name: "of a retry" });
  const version = await open(sqlite).agent_versions!.create!({
    workspace_id: mine.id,
    agent_id: agent.id,
    prompt_template: "p",
  });
  const error = await refusal(db.agent_versions!.set_accuracy!({ id: version.id, accuracy: 0.5 }));
  expect(tries).toBe(2);
  expect(error).toMatchObject({ kind: "unavailable", mayHaveHappened: true, guard: undefined });
});
it("an answer that is no list is no missing row", async () => {
  for (const [options, answers] of [
    [{}, { raw: () => undefined }],
    [{ onQuery: () => undefined }, { all: () => ({ results: undefined }) }],
  ]) {
    const error = await refusal(watched(options, answers).db.agents!.archive!({ workspace_id: mine.id, id: own.id }));
    expect(error).toMatchObject({ kind: "internal", mayHaveHappened: true });
  }
});
