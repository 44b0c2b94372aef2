import { describe, expect, it } from "vitest";
import { gives, reads, refuses } from "./support/cases.js";
import { now, numberedId, openHere, row, rows } from "./support/squall.js";
import { insertion, before } from "./support/world.js";
import { env } from "cloudflare:test";

const workspace_id = "ws_ours";
const job = {
  id: "",
  workspace_id,
  type: "import",
  status: "queued",
  progress: 0,
  metadata: { kept: "yes" } as unknown,
  result: null as unknown,
  error: null as string | null,
  retry_count: 0,
  max_retries: 5,
  error_category: null as string | null,
  last_error_at: null as string | null,
  next_retry_at: null as string | null,
  priority: 0,
  created_at: "",
  started_at: null as string | null,
  completed_at: null as string | null,
  agent_id: null,
  agent_version_id: null,
  trigger_event: null,
  trigger_threshold: null,
};
const queued = { ...job, id: "job_queued", created_at: "2026-01-01T00:01:00.000Z" };
const due = { ...job, id: "job_due", created_at: "2026-01-01T00:02:00.000Z", next_retry_at: "2026-01-05 00:00:00", priority: 3 };
const later = { ...job, id: "job_later", created_at: "2026-01-01T00:03:00.000Z", next_retry_at: "2027-01-01T00:00:00.000Z" };
const running = { ...job, id: "job_running", status: "running", progress: 40, created_at: "2026-01-01T00:04:00.000Z", started_at: before };
const failed = { ...job, id: "job_failed", status: "failed", error: "it broke", error_category: "transient_server", retry_count: 2, created_at: "2026-01-01T00:05:00.000Z", completed_at: before };
const made = { ...job, id: numberedId("job", 1), metadata: null, created_at: now };
const ids = (...all: string[]) => all.map((id) => expect.objectContaining({ id }));

describe("jobs are read", () => {
  reads([
    ["one is given whole", "jobs.get", { id: "job_failed" }, failed],
    ["one of the workspace", "jobs.get", { workspace_id, id: "job_queued" }, queued],
    ["another workspace's is null", "jobs.get", { workspace_id, id: "job_theirs" }, null],
    ["an unknown one is null", "jobs.get", { id: "job_nowhere" }, null],
    ["filters are combined", "jobs.list", { workspace_id, status: "failed", error_category: "transient_server" }, [failed]],
    ["filters that do not meet find none", "jobs.list", { workspace_id, status: "queued", error_category: "transient_server" }, []],
    ["filters that are null or undefined are left out", "jobs.list", { workspace_id, status: null, type: undefined, limit: 1 }, ids("job_cancelled")],
    ["due retries, whichever way the moment is written", "jobs.list_due_retries", { workspace_id }, [due]],
    ["none is due before", "jobs.list_due_retries", { workspace_id, now: "2026-01-04T23:59:59.999Z" }, []],
    ["one is due at that moment, given with an offset", "jobs.list_due_retries", { workspace_id, now: "2026-01-05T02:00:00+02:00" }, [due]],
    ["highest priority first", "jobs.list_due_retries", { workspace_id, now: "2028-01-01T00:00:00Z" }, [due, later]],
    ["all are counted", "jobs.count", undefined, 8],
    ["those of a workspace in a status", "jobs.count", { workspace_id, status: "queued" }, 3],
    ["none of none", "jobs.count", { workspace_id: "ws_nowhere" }, 0],
  ]);
  it("the newest come first, at most twenty", async () => {
    await env.DB.batch(Array.from({ length: 20 }, (_, i) => insertion(env.DB, "jobs", { id: `j${10 + i}`, workspace_id, type: "import", status: "queued", created_at: "2026-02-01T00:00:00.000Z" })));
    const list = await openHere().jobs.list({ workspace_id });
    expect(list.map((j) => j.id)).toEqual(Array.from({ length: 20 }, (_, i) => `j${29 - i}`));
  });
  refuses([
    ["a limit above the most", "jobs.list", { workspace_id, limit: 101 }, "invalid_argument"],
    ["a type that is none", "jobs.list", { workspace_id, type: "gepa_optimization" }, "invalid_argument"],
    ["a moment that is none", "jobs.list_due_retries", { workspace_id, now: "yesterday" }, "invalid_argument", { message: "invalid_argument: now must be a time as ISO-8601 text" }],
  ]);
});

describe("jobs.create", () => {
  const all = { priority: -2, max_retries: 0, agent_id: "agent_live", agent_version_id: "ver_1", trigger_event: "e", trigger_threshold: "t" };
  gives([
    ["fills in what is left out", "jobs.create", { workspace_id, type: "import" }, made],
    ["stores what is given", "jobs.create", { workspace_id, type: "execute", status: "running", metadata: { a: [1, null, { b: "ü" }] }, ...all }, { ...made, type: "execute", status: "running", metadata: { a: [1, null, { b: "ü" }] }, ...all }],
  ]);
  refuses([
    ["a type that is no job's", "jobs.create", { workspace_id, type: "rollout_task" }, "invalid_argument"],
    ["a status that a new job cannot have", "jobs.create", { workspace_id, type: "import", status: "completed" }, "invalid_argument", { message: "invalid_argument: status must be one of queued, running" }],
    ["an unknown workspace", "jobs.create", { workspace_id: "ws_nowhere", type: "import" }, "foreign_key"],
    ["another workspace's agent", "jobs.create", { workspace_id, type: "import", agent_id: "agent_theirs" }, "foreign_key", { guard: "agent_id" }],
    ["another workspace's version", "jobs.create", { workspace_id, type: "import", agent_version_id: "ver_theirs" }, "foreign_key", { guard: "agent_version_id" }],
    ["a taken id", "jobs.create", { workspace_id, type: "import", id: "job_theirs" }, "conflict", { table: "jobs", columns: ["id"] }],
    ["a taken id comes before a missing agent", "jobs.create", { workspace_id, type: "import", id: "job_theirs", agent_id: "agent_nowhere" }, "conflict"],
  ]);
});

describe("jobs.create_many", () => {
  const one = { workspace_id, type: "import" };
  gives([
    ["gives the rows in the order of the list", "jobs.create_many", { jobs: [{ ...one, id: "z" }, one, { ...one, id: "a", metadata: {}, priority: 1, max_retries: 9 }] }, [
      { ...made, id: "z" },
      made,
      { ...made, id: "a", metadata: {}, priority: 1, max_retries: 9 },
    ]],
  ]);
  refuses([
    ["none", "jobs.create_many", { jobs: [] }, "invalid_argument"],
    ["an unknown field of an item", "jobs.create_many", { jobs: [one, { ...one, status: "running" }] }, "invalid_argument", { message: "invalid_argument: jobs.status is not a known field" }],
    ["an item that is none", "jobs.create_many", { jobs: [one, null] }, "invalid_argument"],
    ["a hole in the list", "jobs.create_many", { jobs: [one, , one] }, "invalid_argument"],
    ["an item without a workspace", "jobs.create_many", { jobs: [{ type: "import" }] }, "invalid_argument"],
    ["an id twice", "jobs.create_many", { jobs: [{ ...one, id: "x" }, { ...one, id: "x" }] }, "conflict", { table: "jobs", columns: ["id"] }],
    ["one taken id undoes all", "jobs.create_many", { jobs: [one, { ...one, id: "job_queued" }, one] }, "conflict"],
    ["one unknown workspace undoes all", "jobs.create_many", { jobs: [one, { ...one, workspace_id: "ws_nowhere" }] }, "foreign_key"],
  ]);
});

describe("jobs.claim_next", () => {
  gives([
    ["takes the oldest, as they are after", "jobs.claim_next", { workspace_id, limit: 1 }, [{ ...queued, status: "running", started_at: now }]],
    ["takes those of all workspaces", "jobs.claim_next", { limit: 2 }, ids("job_theirs", "job_queued")],
    ["leaves out what is not due", "jobs.claim_next", { workspace_id, due_only: true }, ids("job_queued", "job_due")],
    ["takes what is not due when it is not asked", "jobs.claim_next", { workspace_id }, ids("job_queued", "job_due", "job_later")],
    ["finds none where nothing is queued", "jobs.claim_next", { workspace_id: "ws_nowhere" }, []],
  ]);
  it("marks exactly those that it gives, and the next caller gets others", async () => {
    const db = openHere();
    const first = await db.jobs.claim_next({ workspace_id, limit: 2 });
    expect(await rows("SELECT id FROM jobs WHERE status = 'running' AND started_at = ? ORDER BY id", now)).toEqual(first.map((j) => ({ id: j.id })).sort((a, b) => (a.id < b.id ? -1 : 1)));
    expect((await db.jobs.claim_next({ workspace_id, limit: 2 })).map((j) => j.id)).toEqual(["job_later"]);
    expect(await db.jobs.claim_next({ workspace_id })).toEqual([]);
  });
});

describe("a job's state changes only as it may", () => {
  const states = ["queued", "running", "failed", "completed", "cancelled"];
  const transitions: [fn: string, args: object, allowed: string[], after: object][] = [
    ["start", {}, ["queued", "running", "failed"], { status: "running", progress: 0, started_at: now }],
    ["set_progress", { progress: 60 }, ["queued", "running"], { status: "running", progress: 60 }],
    ["complete", { result: { n: 1 } }, ["queued", "running"], { status: "completed", progress: 100, completed_at: now, result: '{"n":1}' }],
    ["fail", { error: "e" }, ["queued", "running", "failed"], { status: "failed", error: "e", completed_at: now }],
    ["cancel", {}, ["queued", "running"], { status: "cancelled", completed_at: now }],
    ["retry", {}, ["failed"], { status: "queued", progress: 0, error: null, error_category: null, retry_count: 3, next_retry_at: now, completed_at: null }],
    ["mark_dead_letter", { error: "e", final_attempt: 4 }, ["queued", "running", "failed"], { status: "failed", error: "e", completed_at: now }],
  ];
  const all = transitions.flatMap(([fn, args, allowed, after]) => states.map((state) => [fn, state, args, allowed.includes(state), after] as const));
  it.each(all)("%s from %s", async (fn, state, args, allowed, after) => {
    const id = `job_${state}`;
    const stored = await row("SELECT * FROM jobs WHERE id = ?", id);
    const outcome = (openHere().jobs as unknown as Record<string, (args: object) => Promise<unknown>>)[fn]!({ id, ...args }).then(
      () => "done",
      (e: { kind: string; function: string; guard: string }) => `${e.kind} ${e.function} ${e.guard}`,
    );
    expect(await outcome).toBe(allowed ? "done" : `guard_failed jobs.${fn} status`);
    const expected = { ...stored, ...(allowed ? after : {}) };
    if (allowed && fn === "mark_dead_letter") expected.metadata = '{"kept":"yes","moved_to_dlq":1,"final_attempt":4}';
    expect(await row("SELECT * FROM jobs WHERE id = ?", id)).toEqual(expected);
  });
  refuses([
    ["starting none", "jobs.start", { id: "job_nowhere" }, "not_found", { guard: "job" }],
    ["progress of none", "jobs.set_progress", { id: "job_nowhere", progress: 1 }, "not_found"],
    ["progress above 100", "jobs.set_progress", { id: "job_running", progress: 101 }, "invalid_argument"],
    ["completing none", "jobs.complete", { id: "job_nowhere" }, "not_found"],
    ["failing none", "jobs.fail", { id: "job_nowhere", error: "e" }, "not_found"],
    ["cancelling another workspace's", "jobs.cancel", { workspace_id, id: "job_theirs" }, "not_found"],
    ["retrying another workspace's", "jobs.retry", { workspace_id, id: "job_theirs" }, "not_found"],
    ["a dead letter that is none", "jobs.mark_dead_letter", { id: "job_nowhere", error: "e", final_attempt: 1 }, "not_found"],
    ["an error category of none", "jobs.set_error_category", { id: "job_nowhere" }, "not_found"],
  ]);
});

describe("the rest of a job's life", () => {
  gives([
    ["no progress is queued again", "jobs.set_progress", { id: "job_running", progress: 0 }, undefined],
    ["a result may be left out", "jobs.complete", { id: "job_running" }, { ...running, status: "completed", progress: 100, completed_at: now }],
    ["a dead letter's keys are numbers and texts", "jobs.mark_dead_letter", { id: "job_failed", error: "e", final_attempt: 3, requires_user_action: false, suggested_action: null, error_category: "permanent_auth" }, { ...failed, error: "e", completed_at: now, error_category: "permanent_auth", metadata: { kept: "yes", moved_to_dlq: 1, final_attempt: 3, requires_user_action: 0, suggested_action: null } }],
    ["an error category is cleared by null", "jobs.set_error_category", { id: "job_failed", error_category: null }, undefined],
    ["deleting one says so", "jobs.delete", { id: "job_failed" }, true],
    ["deleting none says so", "jobs.delete", { id: "job_nowhere" }, false],
  ]);
  it("metadata that is no JSON object keeps a job out of the dead letters", async () => {
    for (const metadata of ["[1]", "not json", "5"]) {
      await env.DB.prepare("UPDATE jobs SET metadata = ? WHERE id = 'job_failed'").bind(metadata).run();
      await expect(openHere().jobs.mark_dead_letter({ id: "job_failed", error: "e", final_attempt: 1 })).rejects.toMatchObject({ kind: "guard_failed", guard: "metadata_object" });
    }
  });
  it("an attempt is recorded in the history and on the job, its delay rounded up to whole seconds", async () => {
    const attempt = { job_id: "job_failed", attempt: 3, error: "third", error_category: "transient_network" as const, delay_ms: 1001 };
    const made = await openHere().jobs.record_retry(attempt);
    expect(made).toStrictEqual({ id: numberedId("retry", 1), ...attempt, created_at: now });
    expect(await openHere().jobs.get({ id: "job_failed" })).toEqual({ ...failed, retry_count: 3, error_category: "transient_network", last_error_at: now, next_retry_at: "2026-02-03T04:05:08.789Z" });
  });
  refuses([
    ["an attempt of no job", "jobs.record_retry", { job_id: "job_nowhere", attempt: 1, error: "e", error_category: "unknown", delay_ms: 0 }, "not_found", { guard: "job" }],
    ["attempt 0", "jobs.record_retry", { job_id: "job_failed", attempt: 0, error: "e", error_category: "unknown", delay_ms: 0 }, "invalid_argument", { message: "invalid_argument: attempt must be at least 1" }],
    ["a history id that is taken", "jobs.record_retry", { job_id: "job_failed", attempt: 3, error: "e", error_category: "unknown", delay_ms: 0, history_id: "retry_1" }, "conflict", { table: "job_retry_history", columns: ["id"] }],
  ]);
});

describe("job_retry_history", () => {
  const first = { id: "retry_1", job_id: "job_failed", attempt: 1, error: "first", error_category: "transient_server", delay_ms: 1000, created_at: before };
  const second = { id: "retry_2", job_id: "job_failed", attempt: 2, error: "second", error_category: "unknown", delay_ms: 2000, created_at: before };
  const attempt = { job_id: "job_failed", attempt: -1, error: "", error_category: "unknown", delay_ms: 0 };
  reads([
    ["the first attempt first", "job_retry_history.list", { job_id: "job_failed" }, [first, second]],
    ["none of an unknown job", "job_retry_history.list", { job_id: "job_nowhere" }, []],
    ["one", "job_retry_history.get", { id: "retry_2" }, second],
    ["an unknown one is null", "job_retry_history.get", { id: "retry_nowhere" }, null],
  ]);
  gives([
    ["stores exactly what is given", "job_retry_history.create", attempt, { ...attempt, id: numberedId("retry", 1), created_at: now }],
    ["deleting one says so", "job_retry_history.delete", { id: "retry_1" }, true],
    ["deleting none says so", "job_retry_history.delete", { id: "retry_nowhere" }, false],
  ]);
  refuses([
    ["an attempt of no job", "job_retry_history.create", { ...attempt, job_id: "job_nowhere" }, "foreign_key"],
    ["a taken id", "job_retry_history.create", { ...attempt, id: "retry_1" }, "conflict", { table: "job_retry_history", columns: ["id"] }],
    ["a category that is none", "job_retry_history.create", { ...attempt, error_category: "bad_luck" }, "invalid_argument"],
  ]);
});
