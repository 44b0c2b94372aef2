import { domain, returns, ids, newId, now, refuses } from "./case.js";

const workspace_id = "ws_1";
const run = { workspace_id, agent_id: "agent_1", seed_prompt: "p", test_case_count: 2 };
const outcome = { best_prompt: "best", best_score: 0.9, total_candidates: 4, progress_metric_calls: 30 };

export default domain("gepa_runs", ["gepa_runs", "gepa_run_tasks", "agent_versions"], {
  create: [
    returns("adds a pending run", run, {
      ...run,
      id: newId("gepa"),
      eval_id: null,
      taskset_id: null,
      status: "pending",
      max_metric_calls: 50,
      parallelism: 5,
      train_split: 0.7,
      val_split: 0.3,
      random_seed: null,
      progress_metric_calls: 0,
      total_candidates: 0,
      best_prompt: null,
      created_at: now,
    }),
    returns(
      "takes what is given, with its tasks",
      {
        ...run,
        id: "gepa_new",
        eval_id: "eval_1",
        taskset_id: "ts_1",
        max_metric_calls: 1,
        parallelism: 2,
        train_split: 0.6,
        random_seed: 7,
        tasks: [
          { task_id: "task_1", split: "train" },
          { id: "grt_new", task_id: "task_2", split: "val" },
        ],
      },
      {
        id: "gepa_new",
        eval_id: "eval_1",
        taskset_id: "ts_1",
        max_metric_calls: 1,
        parallelism: 2,
        train_split: 0.6,
        val_split: 0.4,
        random_seed: 7,
      },
      {
        leaves: {
          gepa_run_tasks: [
            { id: newId("grt"), run_id: "gepa_new", task_id: "task_1", split: "train", score: null },
            { id: "grt_new", split: "val" },
          ],
        },
      },
    ),
    refuses("does not find another agent's set", { ...run, agent_id: "agent_bare", taskset_id: "ts_1" }, "not_found"),
    refuses(
      "refuses a task that stands twice",
      {
        ...run,
        taskset_id: "ts_1",
        tasks: [
          { task_id: "task_1", split: "train" },
          { task_id: "task_1", split: "val" },
        ],
      },
      "conflict",
    ),
    refuses(
      "refuses an unknown task, and adds nothing",
      {
        ...run,
        taskset_id: "ts_1",
        tasks: [
          { task_id: "task_1", split: "train" },
          { task_id: "task_none", split: "val" },
        ],
      },
      "foreign_key",
    ),
    refuses("refuses another workspace's agent", { ...run, agent_id: "agent_theirs" }, "foreign_key"),
    refuses(
      "refuses tasks without a set",
      { ...run, tasks: [{ task_id: "task_1", split: "train" }] },
      "invalid_argument",
    ),
  ],
  get: [
    returns(
      "returns the row",
      { workspace_id, agent_id: "agent_1", id: "gepa_running" },
      { id: "gepa_running", status: "running", best_score: 0.5 },
    ),
    returns("returns null where the agent differs", { agent_id: "agent_bare", id: "gepa_running" }, null),
    returns("returns null for another workspace's", { workspace_id, id: "gepa_theirs" }, null),
    returns("returns null for an unknown id", { id: "gepa_none" }, null),
  ],
  get_progress: [
    returns(
      "returns how far it is",
      { id: "gepa_running" },
      {
        status: "running",
        progress_metric_calls: 5,
        max_metric_calls: 50,
        best_score: 0.5,
        total_candidates: 0,
        best_prompt: "b",
        error: null,
      },
    ),
    returns("returns null for an unknown id", { id: "gepa_none" }, null),
  ],
  list: [
    returns("lists the newest first", { workspace_id, agent_id: "agent_1" }, [
      { id: "gepa_done", status: "completed" },
      { id: "gepa_running", progress_metric_calls: 5 },
      { id: "gepa_pending" },
    ]),
    returns("stops at the limit", { workspace_id, agent_id: "agent_1", limit: 1 }, ids("gepa_done")),
    returns("returns nothing for another workspace's agent", { workspace_id, agent_id: "agent_theirs" }, []),
    refuses("refuses a limit of 0", { workspace_id, agent_id: "agent_1", limit: 0 }, "invalid_argument"),
  ],
  start: [
    returns("starts a pending run", { id: "gepa_pending" }, { status: "running", started_at: now }),
    returns(
      "starts a running one again",
      { id: "gepa_running" },
      { status: "running", started_at: now, progress_metric_calls: 5 },
    ),
    refuses("refuses a completed one", { id: "gepa_done" }, "guard_failed"),
    refuses("does not find an unknown id", { id: "gepa_none" }, "not_found"),
  ],
  complete: [
    returns(
      "stores what it led to",
      { id: "gepa_running", ...outcome },
      { ...outcome, status: "completed", completed_at: now, optimized_version_id: null },
    ),
    returns(
      "points at a version",
      { id: "gepa_pending", ...outcome, optimized_version_id: "ver_3" },
      { optimized_version_id: "ver_3" },
    ),
    returns(
      "makes the version",
      { id: "gepa_running", ...outcome, create_version: true },
      { optimized_version_id: newId("ver") },
      {
        leaves: {
          agent_versions: [
            {
              id: newId("ver"),
              agent_id: "agent_1",
              version: 5,
              prompt_template: "best",
              variables: "[]",
              source: "ai_improved",
              parent_version_id: "ver_2",
              status: "candidate",
              created_at: now,
            },
          ],
        },
      },
    ),
    refuses(
      "refuses a completed one, and makes no version",
      { id: "gepa_done", ...outcome, create_version: true },
      "guard_failed",
    ),
    refuses("does not find an unknown id", { id: "gepa_none", ...outcome }, "not_found"),
    refuses(
      "refuses an unknown version",
      { id: "gepa_running", ...outcome, optimized_version_id: "ver_none" },
      "foreign_key",
    ),
    refuses(
      "refuses both ways at once",
      { id: "gepa_running", ...outcome, optimized_version_id: "ver_3", create_version: true },
      "invalid_argument",
    ),
  ],
  fail: [
    returns(
      "fails a pending run",
      { id: "gepa_pending", error: "e" },
      { status: "failed", error: "e", completed_at: now },
    ),
    refuses("refuses a completed one", { id: "gepa_done", error: "e" }, "guard_failed"),
    refuses("does not find an unknown id", { id: "gepa_none", error: "e" }, "not_found"),
  ],
  delete: [
    returns("removes the run and its tasks", { id: "gepa_running" }, true, {
      removes: { gepa_runs: [{ id: "gepa_running" }], gepa_run_tasks: [{ id: "grt_1" }] },
    }),
    returns("says no for an unknown id", { id: "gepa_none" }, false),
  ],
});
