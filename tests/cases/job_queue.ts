// A job that is claimed, and its way to an end.
import { domain, returns, ids, now, refuses } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const theirs = { workspace_id, id: "job_theirs" };
const absent = { id: "job_none" };

export const jobQueue = domain("jobs", ["jobs", "job_retry_history"], {
  claim_next: [
    returns(
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
    returns("looks in every workspace when none is named", { limit: 1 }, ids("job_theirs")),
    returns("can leave out what is not due", { workspace_id, due_only: true }, ids("job_queued", "job_due")),
    returns(
      "marks the jobs that it returns, also where all were created at the same time",
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
    returns(
      "takes what is not due unless it is asked to leave it",
      { workspace_id },
      ids("job_queued", "job_due", "job_later"),
    ),
    returns("claims nothing where nothing is queued", { workspace_id: "ws_empty" }, []),
    refuses("refuses a limit of 0", { limit: 0 }, "invalid_argument"),
    returns(
      "starts a job over and keeps its error",
      { workspace_id, limit: 1 },
      [{ id: "job_queued", error: "earlier", progress: 0, started_at: now }],
      {
        when: "UPDATE jobs SET error = 'earlier', progress = 7, started_at = '2026-01-01 00:00:00' WHERE id = 'job_queued'",
      },
    ),
    returns(
      "claims by timestamp in either form, then by id; jobs without a timestamp first",
      { workspace_id: "ws_empty" },
      ids("first", "second", "third", "zfourth", "fifth"),
      {
        when: `INSERT INTO jobs (id, workspace_id, type, created_at, priority) VALUES
               ('zfourth', 'ws_empty', 'import', '2026-01-05 08:00:00',      9),
               ('first',   'ws_empty', 'import', NULL,                       0),
               ('second',  'ws_empty', 'import', '2026-01-05T07:00:00.000Z', 0),
               ('third',   'ws_empty', 'import', '2026-01-05T08:00:00.000Z', 5),
               ('fifth',   'ws_empty', 'import', '2026-01-05 08:00:00.001',  9)`,
      },
    ),
    returns("claims what is due within this second, in either form", { workspace_id, due_only: true }, ids("job_due"), {
      when: `UPDATE jobs SET next_retry_at = '2026-02-03T04:05:06.790Z' WHERE id = 'job_queued';
             UPDATE jobs SET next_retry_at = '2026-02-03 04:05:06' WHERE id = 'job_due'`,
    }),
    ...(
      [
        [{}, 10],
        [{ limit: 100 }, 20],
      ] as [object, number][]
    ).map(([limit, claimed]) =>
      returns(
        `claims ${claimed} of 20 with ${JSON.stringify(limit)}`,
        { workspace_id: "ws_empty", ...limit },
        ids(...Array.from({ length: claimed }, (_, i) => `n${10 + i}`)),
        {
          when: `WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 29)
                 INSERT INTO jobs (id, workspace_id, type, created_at) SELECT 'n' || i, 'ws_empty', 'import', '2026-01-01' FROM n`,
        },
      ),
    ),
    returns("claims nothing of an unknown workspace", { workspace_id: "ws_none" }, []),
    refuses("insists on a workspace that is not null", { workspace_id: null }, "invalid_argument"),
    refuses("refuses a limit of 101", { limit: 101 }, "invalid_argument", {
      error: { message: "invalid_argument: limit must be from 1 to 100" },
    }),
  ],
  start: [
    returns(
      "starts a queued job",
      { id: "job_queued" },
      { id: "job_queued", status: "running", progress: 0, started_at: now },
    ),
    returns("starts a running one again", { id: "job_running" }, { status: "running", progress: 0, started_at: now }),
    returns(
      "starts a failed one; its error stays",
      { id: "job_failed" },
      { status: "running", error: "it broke", error_category: "transient_server", completed_at: at(5) },
    ),
    refuses("refuses a completed one", { id: "job_completed" }, "guard_failed"),
    refuses("refuses a cancelled one", { id: "job_cancelled" }, "guard_failed"),
    refuses("does not find an unknown id", absent, "not_found"),
  ],
  set_progress: [
    returns("sets progress and running", { id: "job_queued", progress: 10 }, null, {
      leaves: { jobs: [{ id: "job_queued", progress: 10, status: "running", started_at: null }] },
    }),
    returns("goes back to queued with 0", { id: "job_running", progress: 0 }, null, {
      leaves: { jobs: [{ id: "job_running", progress: 0, status: "queued", started_at: at(4) }] },
    }),
    refuses("refuses a failed one", { id: "job_failed", progress: 10 }, "guard_failed"),
    refuses("does not find an unknown id", { ...absent, progress: 10 }, "not_found"),
    refuses("refuses half a percent", { id: "job_queued", progress: 0.5 }, "invalid_argument"),
    refuses("refuses more than 100", { id: "job_running", progress: 101 }, "invalid_argument"),
    returns("takes 100 and does not complete the job", { id: "job_running", progress: 100 }, null, {
      leaves: { jobs: [{ id: "job_running", progress: 100, status: "running", completed_at: null }] },
    }),
    refuses("refuses less than 0", { id: "job_running", progress: -1 }, "invalid_argument"),
  ],
  complete: [
    returns(
      "completes a running job",
      { id: "job_running", result: { n: 1 } },
      { status: "completed", progress: 100, completed_at: now, result: { n: 1 } },
    ),
    returns("completes a queued one without result", { id: "job_queued" }, { status: "completed", result: null }),
    returns(
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
    returns(
      "fails a running job",
      { id: "job_running", error: "e" },
      { status: "failed", error: "e", completed_at: now, progress: 40 },
    ),
    returns(
      "replaces the error of a failed one",
      { id: "job_failed", error: "e" },
      { error: "e", error_category: "transient_server", retry_count: 2 },
    ),
    returns(
      "leaves a completed one as it is",
      { id: "job_completed", error: "e" },
      { id: "job_completed", status: "completed", error: null },
      { leaves: { jobs: [{ id: "job_completed", status: "completed", error: null, result: { traces: 3 } }] } },
    ),
    returns(
      "leaves a cancelled one as it is",
      { id: "job_cancelled", error: "e" },
      { id: "job_cancelled", status: "cancelled", error: null },
      { leaves: { jobs: [{ id: "job_cancelled", status: "cancelled", error: null }] } },
    ),
    refuses("does not find an unknown id", { ...absent, error: "e" }, "not_found"),
    returns("stores an empty error", { id: "job_queued", error: "" }, { status: "failed", error: "" }),
    returns(
      "stores an odd error as it is",
      { id: "job_failed", error: "Ü \"q\" 's' 100% _x\n\\ 日本 😀" },
      { error: "Ü \"q\" 's' 100% _x\n\\ 日本 😀" },
    ),
  ],
  cancel: [
    returns(
      "cancels a running job",
      { workspace_id, id: "job_running" },
      { status: "cancelled", completed_at: now, progress: 40 },
    ),
    returns("cancels a queued one of any workspace", { id: "job_theirs" }, { status: "cancelled" }),
    refuses("refuses a failed one", { id: "job_failed" }, "guard_failed"),
    refuses("does not find another workspace's", theirs, "not_found"),
    refuses("does not find an unknown id", absent, "not_found"),
    refuses("reports another workspace before the status", theirs, "not_found", {
      when: "UPDATE jobs SET status = 'completed' WHERE id = 'job_theirs'",
      guard: "job",
    }),
  ],
});
