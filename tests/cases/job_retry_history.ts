import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const retry = { job_id: "job_queued", attempt: 1, error: "e", error_category: "unknown", delay_ms: 10 };

export default domain("job_retry_history", ["job_retry_history", "jobs"], {
  list: [
    returns("lists by attempt", { job_id: "job_failed" }, ids("retry_1", "retry_2")),
    returns("returns nothing for an unknown job", { job_id: "job_none" }, []),
    returns(
      "lists attempts of one number by time, then by id",
      { job_id: "job_failed" },
      ids("retry_1", "retry_3", "retry_4", "retry_2"),
      {
        when: "INSERT INTO job_retry_history (id, job_id, attempt, error, error_category, delay_ms, created_at) VALUES ('retry_4', 'job_failed', 1, 'e', 'unknown', 0, '2026-01-22T09:00:00.000Z'), ('retry_3', 'job_failed', 1, 'e', 'unknown', 0, '2026-01-22T09:00:00.000Z')",
      },
    ),
  ],
  get: [
    returns(
      "returns the row",
      { id: "retry_1" },
      {
        id: "retry_1",
        job_id: "job_failed",
        attempt: 1,
        error: "first",
        error_category: "transient_server",
        delay_ms: 1000,
        created_at: at(1),
      },
    ),
    returns("returns null for an unknown id", { id: "retry_none" }, null),
    returns(
      "returns a category that no list names",
      { id: "retry_1" },
      { error_category: "of old" },
      {
        when: "UPDATE job_retry_history SET error_category = 'of old' WHERE id = 'retry_1'",
      },
    ),
  ],
  create: [
    returns(
      "adds a row and leaves the job",
      retry,
      { ...retry, id: newId("retry"), created_at: now },
      { leaves: { jobs: [{ id: "job_queued", retry_count: 0, next_retry_at: null }] } },
    ),
    returns("takes an id", { ...retry, id: "retry_new" }, { id: "retry_new" }),
    returns(
      "stores a negative attempt, an empty error and no delay as they are",
      { ...retry, attempt: -1, error: "", delay_ms: 0 },
      { attempt: -1, error: "", delay_ms: 0 },
    ),
    refuses("refuses a taken id", { ...retry, id: "retry_1" }, "conflict", {
      error: { table: "job_retry_history", columns: ["id"] },
    }),
    refuses("refuses an unknown job", { ...retry, job_id: "job_none" }, "foreign_key"),
    refuses("refuses a category that is none", { ...retry, error_category: "bad" }, "invalid_argument"),
    refuses("reports a taken id before an unknown job", { ...retry, id: "retry_1", job_id: "job_none" }, "conflict"),
  ],
  delete: [
    returns("removes the row", { id: "retry_1" }, true, {
      removes: { job_retry_history: [{ id: "retry_1" }] },
      leaves: { job_retry_history: [{ id: "retry_2" }] },
    }),
    returns("says no for an unknown id", { id: "retry_none" }, false),
  ],
});
