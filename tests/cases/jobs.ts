import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const job = { workspace_id, type: "execute" };
const theirs = { workspace_id, id: "job_theirs" };
const absent = { id: "job_none" };

export default domain("jobs", ["jobs", "job_retry_history"], {
  create: [
    returns("adds a queued job with a new id", job, {
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
    returns(
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
    returns(
      "takes an agent without a version",
      { ...job, agent_id: "agent_1" },
      { agent_id: "agent_1", agent_version_id: null },
    ),
    returns(
      "takes a version without an agent",
      { ...job, agent_version_id: "ver_1" },
      { agent_id: null, agent_version_id: "ver_1" },
    ),
    returns(
      "stores odd texts and JSON as they are",
      {
        ...job,
        metadata: { k: [1, null, true, "q\"'\\", "Ü 日本 😀"], n: {} },
        priority: -3,
        max_retries: 0,
        trigger_event: "",
        trigger_threshold: "0.5",
      },
      { priority: -3, max_retries: 0, trigger_event: "", trigger_threshold: "0.5" },
      {
        leaves: {
          jobs: [
            {
              id: newId("job"),
              metadata: `{"k":[1,null,true,"q\\"'\\\\","Ü 日本 😀"],"n":{}}`,
              priority: -3,
              trigger_threshold: "0.5",
            },
          ],
        },
      },
    ),
    ...["agent_none", ""].map((agent_id) =>
      refuses(`does not find the agent "${agent_id}"`, { ...job, agent_id }, "foreign_key", { guard: "agent_id" }),
    ),
    refuses("does not find an unknown version", { ...job, agent_version_id: "ver_none" }, "foreign_key", {
      guard: "agent_version_id",
    }),
    refuses(
      "reports the agent before an unknown workspace",
      { ...job, workspace_id: "ws_none", agent_id: "agent_1" },
      "foreign_key",
      { guard: "agent_id" },
    ),
    refuses(
      "reports a taken id before an unknown workspace",
      { ...job, id: "job_theirs", workspace_id: "ws_none" },
      "conflict",
    ),
  ],
  create_many: [
    returns(
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
    refuses("refuses an item without a workspace", { jobs: [job, { type: "import" }] }, "invalid_argument", {
      error: { message: "invalid_argument: jobs.workspace_id is required" },
    }),
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
    refuses(
      "reports a taken id before an unknown workspace",
      { jobs: [job, { ...job, id: "job_due", workspace_id: "ws_none" }] },
      "conflict",
      { error: { table: "jobs", columns: ["id"] } },
    ),
    refuses(
      "refuses an unknown workspace in a later item, and adds no other",
      { jobs: [job, { ...job, workspace_id: "ws_none" }] },
      "foreign_key",
    ),
  ],
  get: [
    returns(
      "returns the row",
      { workspace_id, id: "job_completed" },
      { id: "job_completed", status: "completed", result: { traces: 3 }, metadata: null },
    ),
    returns("returns null for another workspace's", theirs, null),
    returns("looks in every workspace when none is named", { id: "job_theirs" }, { id: "job_theirs" }),
    returns("returns null for an unknown id", absent, null),
    returns(
      "returns the whole row",
      { id: "job_failed" },
      {
        id: "job_failed",
        workspace_id,
        type: "import",
        status: "failed",
        progress: 0,
        metadata: null,
        result: null,
        error: "it broke",
        retry_count: 2,
        max_retries: 5,
        error_category: "transient_server",
        last_error_at: null,
        next_retry_at: null,
        priority: 0,
        created_at: at(5),
        started_at: null,
        completed_at: at(5),
        agent_id: null,
        agent_version_id: null,
        trigger_event: null,
        trigger_threshold: null,
      },
    ),
    returns(
      "returns what is stored, known or not",
      { id: "job_failed" },
      { error_category: "of old", metadata: "no JSON", next_retry_at: "soon" },
      {
        when: "UPDATE jobs SET error_category = 'of old', metadata = 'no JSON', next_retry_at = 'soon' WHERE id = 'job_failed'",
      },
    ),
  ],
  list: [
    returns(
      "lists the newest first",
      { workspace_id },
      ids("job_cancelled", "job_completed", "job_failed", "job_running", "job_later", "job_due", "job_queued"),
    ),
    returns(
      "narrows by every filter",
      { workspace_id, type: "import", status: "failed", error_category: "transient_server" },
      ids("job_failed"),
    ),
    returns(
      "finds nothing where filters exclude each other",
      { workspace_id, status: "queued", error_category: "unknown" },
      [],
    ),
    returns(
      "counts filters that are null or undefined as omitted",
      { workspace_id, status: null, type: undefined, limit: 1 },
      ids("job_cancelled"),
    ),
    returns(
      "lists twenty by default, ties by id",
      { workspace_id },
      ids(...Array.from({ length: 20 }, (_, i) => `j${29 - i}`)),
      {
        when: `INSERT INTO jobs (id, workspace_id, type, status, created_at)
               SELECT 'j' || value, 'ws_1', 'import', 'queued', '2026-02-01T00:00:00.000Z'
               FROM json_each('[${Array.from({ length: 20 }, (_, i) => 10 + i).join()}]')`,
      },
    ),
    returns("stops at the limit", { workspace_id, limit: 1 }, ids("job_cancelled")),
    refuses("refuses a limit above 100", { workspace_id, limit: 101 }, "invalid_argument"),
    refuses("refuses a type that no job has", { workspace_id, type: "gepa_optimization" }, "invalid_argument"),
    returns("returns nothing for an empty workspace", { workspace_id: "ws_empty" }, []),
    refuses("refuses a status that is none", { workspace_id, status: "done" }, "invalid_argument"),
    returns(
      "lists jobs without a time last",
      { workspace_id, type: "import", status: "queued" },
      ids("job_due", "job_queued"),
      { when: "UPDATE jobs SET created_at = NULL WHERE id = 'job_queued'" },
    ),
    refuses("insists on a workspace that is not null", { workspace_id: null }, "invalid_argument", {
      error: {
        message: "invalid_argument: workspace_id must not be undefined or null; leave the name out to mean any",
      },
    }),
    ...[0, -1].map((limit) => refuses(`refuses a limit of ${limit}`, { workspace_id, limit }, "invalid_argument")),
  ],
  list_due_retries: [
    returns("lists what is due by the clock", { workspace_id }, ids("job_due")),
    returns("takes another timestamp", { workspace_id, now: "2027-01-02T00:00:00Z" }, ids("job_due", "job_later")),
    returns("compares timestamps in either form", { workspace_id, now: "2026-01-04T23:59:59.999Z" }, []),
    returns("takes a time with an offset", { workspace_id, now: "2026-01-05T02:00:00+02:00" }, ids("job_due")),
    refuses("refuses a time that is none", { workspace_id, now: "soon" }, "invalid_argument", {
      error: { message: "invalid_argument: now must be a time as ISO-8601 text" },
    }),
    ...(
      [
        [{}, ["urgent", "a day ago", "plain", "at now"]],
        [{ limit: 2 }, ["urgent", "a day ago"]],
        [{ now: "2026-02-03T04:05:06.790Z" }, ["urgent", "late", "a day ago", "plain", "at now"]],
        [{ now: "2026-02-03T05:05:06.790+01:00" }, ["urgent", "late", "a day ago", "plain", "at now"]],
        [{ now: "2026-02-03 04:05:06" }, ["urgent", "a day ago", "plain"]],
        [{ now: "2026-02-03" }, ["a day ago"]],
      ] as [object, string[]][]
    ).map(([more, due]) =>
      returns(
        `lists the urgent first, then the first due: ${JSON.stringify(more)}`,
        { workspace_id: "ws_empty", ...more },
        ids(...due),
        {
          when: `INSERT INTO jobs (id, workspace_id, type, next_retry_at, priority, status) VALUES
               ('at now',    'ws_empty', 'import', '2026-02-03T04:05:06.789Z', 0, 'queued'),
               ('plain',     'ws_empty', 'import', '2026-02-03 04:05:06',      0, 'queued'),
               ('a day ago', 'ws_empty', 'import', '2026-02-02T23:00:00.000Z', 0, 'queued'),
               ('urgent',    'ws_empty', 'import', '2026-02-03 04:00:00',      9, 'queued'),
               ('late',      'ws_empty', 'import', '2026-02-03T04:05:06.790Z', 9, 'queued'),
               ('later',     'ws_empty', 'import', '2026-02-03 04:05:07',      9, 'queued'),
               ('tomorrow',  'ws_empty', 'import', '2026-02-04 00:00:00',      9, 'queued'),
               ('never',     'ws_empty', 'import', NULL,                       9, 'queued'),
               ('running',   'ws_empty', 'import', '2026-02-01 00:00:00',      9, 'running'),
               ('theirs',    'ws_2',     'import', '2026-02-01 00:00:00',      9, 'queued')`,
        },
      ),
    ),
    returns("orders equal timestamps in two forms by id", { workspace_id: "ws_empty" }, ids("a", "b"), {
      when: `INSERT INTO jobs (id, workspace_id, type, next_retry_at) VALUES
             ('b', 'ws_empty', 'import', '2026-02-01 00:00:00'), ('a', 'ws_empty', 'import', '2026-02-01T00:00:00.000Z')`,
    }),
    ...[0, 101].map((limit) => refuses(`refuses a limit of ${limit}`, { workspace_id, limit }, "invalid_argument")),
  ],
  count: [
    returns("counts all", {}, 8),
    returns("counts a status in a workspace", { workspace_id, status: "queued" }, 3),
    returns("counts none of an empty workspace", { workspace_id: "ws_empty" }, 0),
    refuses("refuses a status that is none", { status: "done" }, "invalid_argument"),
    returns("counts a status in every workspace", { status: "queued" }, 4),
    refuses("insists on a workspace that is not null", { workspace_id: null }, "invalid_argument"),
  ],
  delete: [
    returns("removes the job and its history", { id: "job_failed" }, true, {
      removes: { jobs: [{ id: "job_failed" }], job_retry_history: [{ id: "retry_1" }] },
    }),
    returns("says no for an unknown id", absent, false),
    refuses("is blocked while a refinement points at it", { id: "job_completed" }, "foreign_key"),
    refuses("is blocked while an alert points at it", { id: "job_queued" }, "foreign_key", {
      when: "INSERT INTO performance_alerts (id, eval_id, alert_type, message, auto_action_job_id) VALUES ('alert_job', 'eval_1', 'error_spike', 'm', 'job_queued')",
    }),
  ],
});
