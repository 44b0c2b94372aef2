import { describe, expect, it } from "vitest";
import { refuses } from "./support/cases.js";
import { now, openHere, row } from "./support/squall.js";
import { workspace_id } from "./support/job_rows.js";

describe("a job's state changes only as it may", () => {
  const states = ["queued", "running", "failed", "completed", "cancelled"];
  // unchanged: states in which the call succeeds and leaves the row as it is.
  const transitions: [fn: string, args: object, allowed: string[], after: object, unchanged?: string[]][] = [
    ["start", {}, ["queued", "running", "failed"], { status: "running", progress: 0, started_at: now }],
    ["set_progress", { progress: 60 }, ["queued", "running"], { status: "running", progress: 60 }],
    [
      "complete",
      { result: { n: 1 } },
      ["queued", "running"],
      { status: "completed", progress: 100, completed_at: now, result: '{"n":1}' },
      ["completed"],
    ],
    [
      "fail",
      { error: "e" },
      ["queued", "running", "failed"],
      { status: "failed", error: "e", completed_at: now },
      ["completed", "cancelled"],
    ],
    ["cancel", {}, ["queued", "running"], { status: "cancelled", completed_at: now }],
    [
      "retry",
      {},
      ["failed"],
      {
        status: "queued",
        progress: 0,
        error: null,
        error_category: null,
        retry_count: 3,
        next_retry_at: now,
        completed_at: null,
      },
    ],
    [
      "mark_dead_letter",
      { error: "e", final_attempt: 4 },
      ["queued", "running", "failed"],
      { status: "failed", error: "e", completed_at: now },
    ],
  ];
  const all = transitions.flatMap(([fn, args, allowed, after, unchanged = []]) =>
    states.map((state) => [fn, state, args, allowed.includes(state), after, unchanged.includes(state)] as const),
  );
  it.each(all)("%s from %s", async (fn, state, args, allowed, after, unchanged) => {
    const id = `job_${state}`;
    const stored = await row("SELECT * FROM jobs WHERE id = ?", id);
    const outcome = (openHere().jobs as unknown as Record<string, (args: object) => Promise<unknown>>)[fn]!({
      id,
      ...args,
    }).then(
      () => "done",
      (e: { kind: string; function: string; guard: string }) => `${e.kind} ${e.function} ${e.guard}`,
    );
    expect(await outcome).toBe(allowed || unchanged ? "done" : `guard_failed jobs.${fn} status`);
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
    [
      "a dead letter that is none",
      "jobs.mark_dead_letter",
      { id: "job_nowhere", error: "e", final_attempt: 1 },
      "not_found",
    ],
    ["an error category of none", "jobs.set_error_category", { id: "job_nowhere" }, "not_found"],
  ]);
});
