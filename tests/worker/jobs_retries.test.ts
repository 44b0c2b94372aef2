import { describe, expect, it } from "vitest";
import { gives, refuses } from "./support/cases.js";
import { now, numberedId, openHere } from "./support/squall.js";
import { env } from "cloudflare:workers";
import { running, failed } from "./support/job_rows.js";

describe("the rest of a job's life", () => {
  gives([
    ["no progress is queued again", "jobs.set_progress", { id: "job_running", progress: 0 }, undefined],
    [
      "a result may be left out",
      "jobs.complete",
      { id: "job_running" },
      { ...running, status: "completed", progress: 100, completed_at: now },
    ],
    [
      "a dead letter's keys are numbers and texts",
      "jobs.mark_dead_letter",
      {
        id: "job_failed",
        error: "e",
        final_attempt: 3,
        requires_user_action: false,
        suggested_action: null,
        error_category: "permanent_auth",
      },
      {
        ...failed,
        error: "e",
        completed_at: now,
        error_category: "permanent_auth",
        metadata: { kept: "yes", moved_to_dlq: 1, final_attempt: 3, requires_user_action: 0, suggested_action: null },
      },
    ],
    [
      "an error category is cleared by null",
      "jobs.set_error_category",
      { id: "job_failed", error_category: null },
      undefined,
    ],
    ["deleting one says so", "jobs.delete", { id: "job_failed" }, true],
    ["deleting none says so", "jobs.delete", { id: "job_nowhere" }, false],
  ]);
  it("metadata that is no JSON object keeps a job out of the dead letters", async () => {
    for (const metadata of ["[1]", "not json", "5"]) {
      await env.DB.prepare("UPDATE jobs SET metadata = ? WHERE id = 'job_failed'").bind(metadata).run();
      await expect(
        openHere().jobs.mark_dead_letter({ id: "job_failed", error: "e", final_attempt: 1 }),
      ).rejects.toMatchObject({ kind: "guard_failed", guard: "metadata_object" });
    }
  });
  it("an attempt is recorded in the history and on the job, its delay rounded up to whole seconds", async () => {
    const attempt = {
      job_id: "job_failed",
      attempt: 3,
      error: "third",
      error_category: "transient_network" as const,
      delay_ms: 1001,
    };
    const made = await openHere().jobs.record_retry(attempt);
    expect(made).toStrictEqual({ id: numberedId("retry", 1), ...attempt, created_at: now });
    expect(await openHere().jobs.get({ id: "job_failed" })).toEqual({
      ...failed,
      retry_count: 3,
      error_category: "transient_network",
      last_error_at: now,
      next_retry_at: "2026-02-03T04:05:08.789Z",
    });
  });
  refuses([
    [
      "an attempt of no job",
      "jobs.record_retry",
      { job_id: "job_nowhere", attempt: 1, error: "e", error_category: "unknown", delay_ms: 0 },
      "not_found",
      { guard: "job" },
    ],
    [
      "attempt 0",
      "jobs.record_retry",
      { job_id: "job_failed", attempt: 0, error: "e", error_category: "unknown", delay_ms: 0 },
      "invalid_argument",
      { message: "invalid_argument: attempt must be at least 1" },
    ],
    [
      "a history id that is taken",
      "jobs.record_retry",
      { job_id: "job_failed", attempt: 3, error: "e", error_category: "unknown", delay_ms: 0, history_id: "retry_1" },
      "conflict",
      { table: "job_retry_history", columns: ["id"] },
    ],
  ]);
});
