import { domain, gives, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const job = { workspace_id, type: "execute" };
const theirs = { workspace_id, id: "job_theirs" };
const absent = { id: "job_none" };

export default domain("jobs", ["jobs", "job_retry_history"], {
  create: [
    gives("adds a queued job with a new id", job, {
      ...job,
      id: newId("job"),
      status: "queued",
      progress: 0,
      metadata: null,
      result: null,
      retry_count: 0,
      max_retries: 5,
      priority: 0,
      created_at: now,
      started_at: null,
    }),
    gives(
      "takes what is given",
      {
        ...job,
        id: "job_new",
        status: "running",
        metadata: { m: [1] },
        priority: 2,
        max_retries: 1,
        agent_id: "agent_1",
        agent_version_id: "ver_1",
        trigger_event: "e",
        trigger_threshold: "t",
      },
      {
        id: "job_new",
        status: "running",
        metadata: { m: [1] },
        priority: 2,
        max_retries: 1,
        agent_id: "agent_1",
        agent_version_id: "ver_1",
        trigger_event: "e",
        trigger_threshold: "t",
        started_at: null,
      },
    ),
    refuses("refuses a taken id", { ...job, id: "job_theirs" }, "conflict", {
      error: { table: "jobs", columns: ["id"] },
    }),
    refuses(
      "reports a taken id before a missing agent",
      { ...job, id: "job_theirs", agent_id: "agent_none" },
      "conflict",
    ),
    refuses("refuses an unknown workspace", { ...job, workspace_id: "ws_none" }, "foreign_key"),
    refuses("refuses another workspace's agent", { ...job, agent_id: "agent_theirs" }, "foreign_key", {
      guard: "agent_id",
    }),
    refuses("refuses another workspace's version", { ...job, agent_version_id: "ver_theirs" }, "foreign_key", {
      guard: "agent_version_id",
    }),
    refuses("refuses a type that is none", { ...job, type: "other" }, "invalid_argument"),
    refuses("refuses to begin as done", { ...job, status: "completed" }, "invalid_argument", {
      error: { message: "invalid_argument: status must be one of queued, running" },
    }),
  ],
  create_many: [
    gives(
      "adds them in the order given",
      {
        jobs: [
          { id: "job_z", workspace_id, type: "import", metadata: { a: 1 }, priority: 2, max_retries: 1 },
          { workspace_id: "ws_2", type: "monitor", metadata: null },
        ],
      },
      [
        { id: "job_z", metadata: { a: 1 }, priority: 2, max_retries: 1, status: "queued", created_at: now },
        { id: newId("job"), workspace_id: "ws_2", priority: 0, max_retries: 5, created_at: now },
      ],
    ),
    refuses(
      "refuses a taken id, and adds no other",
      {
        jobs: [
          { workspace_id, type: "import", metadata: null },
          { id: "job_due", workspace_id, type: "import", metadata: null },
        ],
      },
      "conflict",
    ),
    refuses(
      "refuses an unknown workspace",
      { jobs: [{ workspace_id: "ws_none", type: "import", metadata: null }] },
      "foreign_key",
    ),
    refuses("refuses an empty list", { jobs: [] }, "invalid_argument"),
    refuses("refuses an unknown field of an item", { jobs: [job, { ...job, status: "running" }] }, "invalid_argument", {
      error: { message: "invalid_argument: jobs.status is not a known field" },
    }),
    refuses("refuses an item that is null", { jobs: [job, null] }, "invalid_argument"),
    refuses("refuses an item without a workspace", { jobs: [{ type: "import" }] }, "invalid_argument"),
    refuses(
      "refuses an id that stands twice",
      {
        jobs: [
          { ...job, id: "x" },
          { ...job, id: "x" },
        ],
      },
      "conflict",
      {
        error: { table: "jobs", columns: ["id"] },
      },
    ),
  ],
  get: [
    gives(
      "gives the row",
      { workspace_id, id: "job_completed" },
      { id: "job_completed", status: "completed", result: { traces: 3 }, metadata: null },
    ),
    gives("gives null for another workspace's", theirs, null),
    gives("looks in every workspace when none is named", { id: "job_theirs" }, { id: "job_theirs" }),
    gives("gives null for an unknown id", absent, null),
  ],
  list: [
    gives(
      "lists the newest first",
      { workspace_id },
      ids("job_cancelled", "job_completed", "job_failed", "job_running", "job_later", "job_due", "job_queued"),
    ),
    gives(
      "narrows by every filter",
      { workspace_id, type: "import", status: "failed", error_category: "transient_server" },
      ids("job_failed"),
    ),
    gives(
      "finds nothing where filters exclude each other",
      { workspace_id, status: "queued", error_category: "unknown" },
      [],
    ),
    gives(
      "counts filters that are null or undefined as omitted",
      { workspace_id, status: null, type: undefined, limit: 1 },
      ids("job_cancelled"),
    ),
    gives(
      "lists twenty by default, ties by id",
      { workspace_id },
      ids(...Array.from({ length: 20 }, (_, i) => `j${29 - i}`)),
      {
        when: `INSERT INTO jobs (id, workspace_id, type, status, created_at)
               SELECT 'j' || value, 'ws_1', 'import', 'queued', '2026-02-01T00:00:00.000Z'
               FROM json_each('[${Array.from({ length: 20 }, (_, i) => 10 + i).join()}]')`,
      },
    ),
    gives("stops at the limit", { workspace_id, limit: 1 }, ids("job_cancelled")),
    refuses("refuses a limit above 100", { workspace_id, limit: 101 }, "invalid_argument"),
    refuses("refuses a type that no job has", { workspace_id, type: "gepa_optimization" }, "invalid_argument"),
    gives("gives nothing for an empty workspace", { workspace_id: "ws_empty" }, []),
    refuses("refuses a status that is none", { workspace_id, status: "done" }, "invalid_argument"),
  ],
  list_due_retries: [
    gives("lists what is due by the clock", { workspace_id }, ids("job_due")),
    gives("takes another moment", { workspace_id, now: "2027-01-02T00:00:00Z" }, ids("job_due", "job_later")),
    gives("compares instants, in either form", { workspace_id, now: "2026-01-04T23:59:59.999Z" }, []),
    gives("takes a time with an offset", { workspace_id, now: "2026-01-05T02:00:00+02:00" }, ids("job_due")),
    refuses("refuses a time that is none", { workspace_id, now: "soon" }, "invalid_argument", {
      error: { message: "invalid_argument: now must be a time as ISO-8601 text" },
    }),
  ],
  count: [
    gives("counts all", {}, 8),
    gives("counts a status in a workspace", { workspace_id, status: "queued" }, 3),
    gives("counts none of an empty workspace", { workspace_id: "ws_empty" }, 0),
    refuses("refuses a status that is none", { status: "done" }, "invalid_argument"),
  ],
  claim_next: [
    gives(
      "claims the first created",
      { workspace_id, limit: 2 },
      [
        { id: "job_queued", status: "running", progress: 0, started_at: now },
        { id: "job_due", status: "running" },
      ],
      {
        leaves: {
          jobs: [
            { id: "job_queued", status: "running" },
            { id: "job_later", status: "queued" },
          ],
        },
      },
    ),
    gives("looks in every workspace when none is named", { limit: 1 }, ids("job_theirs")),
    gives("can leave out what is not due", { workspace_id, due_only: true }, ids("job_queued", "job_due")),
    gives(
      "marks the jobs that it gives, also where all were created at one moment",
      { workspace_id, limit: 1 },
      ids("job_due"),
      {
        when: "UPDATE jobs SET created_at = '2026-01-01T00:00:00.000Z'",
        leaves: {
          jobs: [
            { id: "job_due", status: "running" },
            { id: "job_later", status: "queued" },
            { id: "job_queued", status: "queued" },
          ],
        },
      },
    ),
    gives(
      "takes what is not due unless it is asked to leave it",
      { workspace_id },
      ids("job_queued", "job_due", "job_later"),
    ),
    gives("claims nothing where nothing is queued", { workspace_id: "ws_empty" }, []),
    refuses("refuses a limit of 0", { limit: 0 }, "invalid_argument"),
  ],
  start: [
    gives(
      "starts a queued job",
      { id: "job_queued" },
      { id: "job_queued", status: "running", progress: 0, started_at: now },
    ),
    gives("starts a running one again", { id: "job_running" }, { status: "running", progress: 0, started_at: now }),
    gives(
      "starts a failed one; its error stays",
      { id: "job_failed" },
      { status: "running", error: "it broke", error_category: "transient_server", completed_at: at(5) },
    ),
    refuses("refuses a completed one", { id: "job_completed" }, "guard_failed"),
    refuses("refuses a cancelled one", { id: "job_cancelled" }, "guard_failed"),
    refuses("does not find an unknown id", absent, "not_found"),
  ],
  set_progress: [
    gives("sets progress and running", { id: "job_queued", progress: 10 }, null, {
      leaves: { jobs: [{ id: "job_queued", progress: 10, status: "running", started_at: null }] },
    }),
    gives("goes back to queued with 0", { id: "job_running", progress: 0 }, null, {
      leaves: { jobs: [{ id: "job_running", progress: 0, status: "queued", started_at: at(4) }] },
    }),
    refuses("refuses a failed one", { id: "job_failed", progress: 10 }, "guard_failed"),
    refuses("does not find an unknown id", { ...absent, progress: 10 }, "not_found"),
    refuses("refuses half a percent", { id: "job_queued", progress: 0.5 }, "invalid_argument"),
    refuses("refuses more than 100", { id: "job_running", progress: 101 }, "invalid_argument"),
  ],
  complete: [
    gives(
      "completes a running job",
      { id: "job_running", result: { n: 1 } },
      { status: "completed", progress: 100, completed_at: now, result: { n: 1 } },
    ),
    gives("completes a queued one without result", { id: "job_queued" }, { status: "completed", result: null }),
    gives(
      "keeps the first result of a completed one",
      { id: "job_completed", result: { n: 2 } },
      { id: "job_completed", status: "completed", result: { traces: 3 } },
      { leaves: { jobs: [{ id: "job_completed", status: "completed", result: { traces: 3 } }] } },
    ),
    refuses("refuses a failed one", { id: "job_failed" }, "guard_failed", { guard: "status" }),
    refuses("refuses a cancelled one", { id: "job_cancelled" }, "guard_failed", { guard: "status" }),
    refuses("does not find an unknown id", absent, "not_found"),
  ],
  fail: [
    gives(
      "fails a running job",
      { id: "job_running", error: "e" },
      { status: "failed", error: "e", completed_at: now, progress: 40 },
    ),
    gives(
      "replaces the error of a failed one",
      { id: "job_failed", error: "e" },
      { error: "e", error_category: "transient_server", retry_count: 2 },
    ),
    gives(
      "leaves a completed one as it is",
      { id: "job_completed", error: "e" },
      { id: "job_completed", status: "completed", error: null },
      { leaves: { jobs: [{ id: "job_completed", status: "completed", error: null, result: { traces: 3 } }] } },
    ),
    gives(
      "leaves a cancelled one as it is",
      { id: "job_cancelled", error: "e" },
      { id: "job_cancelled", status: "cancelled", error: null },
      { leaves: { jobs: [{ id: "job_cancelled", status: "cancelled", error: null }] } },
    ),
    refuses("does not find an unknown id", { ...absent, error: "e" }, "not_found"),
  ],
  cancel: [
    gives(
      "cancels a running job",
      { workspace_id, id: "job_running" },
      { status: "cancelled", completed_at: now, progress: 40 },
    ),
    gives("cancels a queued one of any workspace", { id: "job_theirs" }, { status: "cancelled" }),
    refuses("refuses a failed one", { id: "job_failed" }, "guard_failed"),
    refuses("does not find another workspace's", theirs, "not_found"),
    refuses("does not find an unknown id", absent, "not_found"),
  ],
  retry: [
    gives(
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
    gives(
      "does not look at max_retries",
      { id: "job_failed" },
      { retry_count: 10 },
      { when: "UPDATE jobs SET retry_count = 9, max_retries = 1 WHERE id = 'job_failed'" },
    ),
    refuses("refuses a running one", { id: "job_running" }, "guard_failed"),
    refuses("does not find another workspace's", theirs, "not_found"),
    refuses("does not find an unknown id", absent, "not_found"),
  ],
  record_retry: [
    gives(
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
    gives(
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
  ],
  mark_dead_letter: [
    gives(
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
    gives(
      "takes no metadata as an empty object, and leaves keys out",
      { id: "job_running", error: "dead", final_attempt: 1 },
      { metadata: { moved_to_dlq: 1, final_attempt: 1 }, error_category: null },
      { leaves: { jobs: [{ id: "job_running", metadata: '{"moved_to_dlq":1,"final_attempt":1}' }] } },
    ),
    gives(
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
  ],
  set_error_category: [
    gives("sets the category", { id: "job_running", error_category: "permanent_auth" }, null, {
      leaves: { jobs: [{ id: "job_running", error_category: "permanent_auth", status: "running" }] },
    }),
    gives("clears it with null", { id: "job_failed", error_category: null }, null, {
      leaves: { jobs: [{ id: "job_failed", error_category: null, error: "it broke" }] },
    }),
    refuses("does not find an unknown id", { ...absent, error_category: "unknown" }, "not_found"),
    refuses("refuses a category that is none", { id: "job_failed", error_category: "bad" }, "invalid_argument"),
  ],
  delete: [
    gives("removes the job and its history", { id: "job_failed" }, true, {
      removes: { jobs: [{ id: "job_failed" }], job_retry_history: [{ id: "retry_1" }] },
    }),
    gives("says no for an unknown id", absent, false),
    refuses("is blocked while a refinement points at it", { id: "job_completed" }, "foreign_key"),
  ],
});
