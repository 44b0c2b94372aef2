// What happens to a job that has failed.
import { domain, returns, newId, now, refuses } from "./case.js";

const workspace_id = "ws_1";
const theirs = { workspace_id, id: "job_theirs" };
const absent = { id: "job_none" };

export const jobRetries = domain("jobs", ["jobs", "job_retry_history"], {
  retry: [
    returns(
      "queues a failed job again",
      { workspace_id, id: "job_failed" },
      {
        status: "queued",
        progress: 0,
        error: null,
        error_category: null,
        retry_count: 3,
        next_retry_at: now,
        completed_at: null,
      },
    ),
    returns(
      "does not look at max_retries",
      { id: "job_failed" },
      { retry_count: 10 },
      { when: "UPDATE jobs SET retry_count = 9, max_retries = 1 WHERE id = 'job_failed'" },
    ),
    refuses("refuses a running one", { id: "job_running" }, "guard_failed"),
    refuses("does not find another workspace's", theirs, "not_found"),
    refuses("does not find an unknown id", absent, "not_found"),
    returns(
      "keeps result, metadata and the time of the last error",
      { id: "job_failed" },
      { result: 1, metadata: { k: 2 }, last_error_at: "2026-01-22 08:02:00" },
      {
        when: `UPDATE jobs SET result = '1', metadata = '{"k":2}', last_error_at = '2026-01-22 08:02:00' WHERE id = 'job_failed'`,
      },
    ),
  ],
  record_retry: [
    returns(
      "adds to the history and plans the next attempt",
      { job_id: "job_failed", attempt: 3, error: "third", error_category: "unknown", delay_ms: 1500 },
      { id: newId("retry"), job_id: "job_failed", attempt: 3, error: "third", delay_ms: 1500, created_at: now },
      {
        leaves: {
          jobs: [
            {
              id: "job_failed",
              status: "failed",
              error: "it broke",
              retry_count: 3,
              error_category: "unknown",
              last_error_at: now,
              next_retry_at: "2026-02-03T04:05:08.789Z",
            },
          ],
        },
      },
    ),
    returns(
      "takes an id",
      { job_id: "job_failed", attempt: 3, error: "e", error_category: "unknown", delay_ms: 0, history_id: "retry_new" },
      { id: "retry_new" },
    ),
    refuses(
      "refuses a taken id",
      { job_id: "job_failed", attempt: 3, error: "e", error_category: "unknown", delay_ms: 0, history_id: "retry_1" },
      "conflict",
      { error: { table: "job_retry_history", columns: ["id"] } },
    ),
    refuses(
      "does not find an unknown job",
      { job_id: "job_none", attempt: 1, error: "e", error_category: "unknown", delay_ms: 0 },
      "not_found",
      { guard: "job" },
    ),
    refuses(
      "refuses an attempt of 0",
      { job_id: "job_failed", attempt: 0, error: "e", error_category: "unknown", delay_ms: 0 },
      "invalid_argument",
      { error: { message: "invalid_argument: attempt must be at least 1" } },
    ),
    ...(
      [
        [0, "06.789"],
        [1, "07.789"],
        [999, "07.789"],
        [1000, "07.789"],
        [1001, "08.789"],
      ] as [number, string][]
    ).map(([delay_ms, next]) =>
      returns(
        `rounds a delay of ${delay_ms} ms up to whole seconds`,
        { job_id: "job_running", attempt: 1, error: "e", error_category: "unknown", delay_ms },
        { delay_ms },
        { leaves: { jobs: [{ id: "job_running", next_retry_at: `2026-02-03T04:05:${next}Z` }] } },
      ),
    ),
    ...["queued", "running", "completed", "cancelled"].map((state) =>
      returns(
        `works on a ${state} job`,
        { job_id: `job_${state}`, attempt: 1, error: "e", error_category: "unknown", delay_ms: 0 },
        { job_id: `job_${state}` },
        { leaves: { jobs: [{ id: `job_${state}`, status: state, retry_count: 1 }] } },
      ),
    ),
    returns(
      "keeps an earlier attempt of the same number",
      { job_id: "job_failed", attempt: 1, error: "e", error_category: "unknown", delay_ms: 0 },
      { attempt: 1 },
      {
        leaves: {
          job_retry_history: [
            { id: "retry_1", error: "first" },
            { id: newId("retry"), error: "e" },
          ],
        },
      },
    ),
    refuses(
      "reports an unknown job before a taken id",
      { job_id: "job_none", attempt: 1, error: "e", error_category: "unknown", delay_ms: 0, history_id: "retry_1" },
      "not_found",
    ),
    refuses(
      "refuses a negative delay",
      { job_id: "job_failed", attempt: 1, error: "e", error_category: "unknown", delay_ms: -1 },
      "invalid_argument",
    ),
  ],
  mark_dead_letter: [
    returns(
      "fails the job and merges into its metadata",
      {
        id: "job_queued",
        error: "dead",
        final_attempt: 5,
        error_category: "unknown",
        requires_user_action: true,
        suggested_action: null,
      },
      {
        status: "failed",
        error: "dead",
        completed_at: now,
        error_category: "unknown",
        metadata: { kept: "yes", moved_to_dlq: 1, final_attempt: 5, requires_user_action: 1, suggested_action: null },
      },
    ),
    returns(
      "takes no metadata as an empty object, and leaves keys out",
      { id: "job_running", error: "dead", final_attempt: 1 },
      { metadata: { moved_to_dlq: 1, final_attempt: 1 }, error_category: null },
      { leaves: { jobs: [{ id: "job_running", metadata: '{"moved_to_dlq":1,"final_attempt":1}' }] } },
    ),
    returns(
      "keeps the category of a failed one",
      { id: "job_failed", error: "dead", final_attempt: 1, requires_user_action: false },
      { error_category: "transient_server", metadata: { requires_user_action: 0 } },
    ),
    refuses("refuses a completed one", { id: "job_completed", error: "dead", final_attempt: 1 }, "guard_failed"),
    refuses(
      "refuses metadata that is a number",
      { id: "job_failed", error: "dead", final_attempt: 1 },
      "guard_failed",
      {
        when: "UPDATE jobs SET metadata = '5' WHERE id = 'job_failed'",
        guard: "metadata_object",
      },
    ),
    refuses("refuses metadata that is a list", { id: "job_running", error: "dead", final_attempt: 1 }, "guard_failed", {
      when: "UPDATE jobs SET metadata = '[1]' WHERE id = 'job_running'",
      guard: "metadata_object",
    }),
    refuses(
      "refuses metadata that is no JSON",
      { id: "job_running", error: "dead", final_attempt: 1 },
      "guard_failed",
      {
        when: "UPDATE jobs SET metadata = 'no JSON' WHERE id = 'job_running'",
        guard: "metadata_object",
      },
    ),
    refuses("does not find an unknown id", { ...absent, error: "dead", final_attempt: 1 }, "not_found"),
    refuses(
      "refuses a category that is none",
      { id: "job_failed", error: "dead", final_attempt: 1, error_category: "bad" },
      "invalid_argument",
    ),
    returns(
      "overwrites a key in its place",
      { id: "job_failed", error: "dead", final_attempt: 3, requires_user_action: true, suggested_action: '"call"' },
      { metadata: { final_attempt: 3, k: 2, suggested_action: '"call"' }, progress: 0, retry_count: 2 },
      {
        when: `UPDATE jobs SET metadata = '{"final_attempt":1,"k":2}' WHERE id = 'job_failed'`,
        leaves: {
          jobs: [
            {
              id: "job_failed",
              metadata:
                '{"final_attempt":3,"k":2,"moved_to_dlq":1,"requires_user_action":1,"suggested_action":"\\"call\\""}',
            },
          ],
        },
      },
    ),
    returns(
      "merges into JSON of 1,000 levels",
      { id: "job_failed", error: "dead", final_attempt: 1 },
      { metadata: { moved_to_dlq: 1, final_attempt: 1 } },
      { when: `UPDATE jobs SET metadata = '{"a":${"[".repeat(999)}${"]".repeat(999)}}' WHERE id = 'job_failed'` },
    ),
    ...['"text"', "null", "true", "", '{"a":'].map((metadata) =>
      refuses(
        `refuses metadata of ${metadata || "no character"}`,
        { id: "job_failed", error: "dead", final_attempt: 1 },
        "guard_failed",
        { when: `UPDATE jobs SET metadata = '${metadata}' WHERE id = 'job_failed'`, guard: "metadata_object" },
      ),
    ),
    refuses(
      "reports the status before the metadata",
      { id: "job_completed", error: "dead", final_attempt: 1 },
      "guard_failed",
      { when: "UPDATE jobs SET metadata = '[1]' WHERE id = 'job_completed'", guard: "status" },
    ),
  ],
  set_error_category: [
    returns("sets the category", { id: "job_running", error_category: "permanent_auth" }, null, {
      leaves: { jobs: [{ id: "job_running", error_category: "permanent_auth", status: "running" }] },
    }),
    returns("clears it with null", { id: "job_failed", error_category: null }, null, {
      leaves: { jobs: [{ id: "job_failed", error_category: null, error: "it broke" }] },
    }),
    refuses("does not find an unknown id", { ...absent, error_category: "unknown" }, "not_found"),
    refuses("refuses a category that is none", { id: "job_failed", error_category: "bad" }, "invalid_argument"),
    returns("clears it where none is named", { id: "job_failed" }, null, {
      leaves: { jobs: [{ id: "job_failed", error_category: null, error: "it broke", retry_count: 2 }] },
    }),
  ],
});
