import { domain, returns, ids, newId, now, refuses } from "./case.js";

const workspace_id = "ws_1";
const run = { workspace_id, agent_id: "agent_1", taskset_id: "ts_1" };
const counts = (completed: number, failed: number): string =>
  `UPDATE taskset_runs SET completed_count = ${completed}, failed_count = ${failed} WHERE id = 'run_running'`;

export default domain("taskset_runs", ["taskset_runs", "taskset_run_results"], {
  create: [
    returns("adds a queued run of the set's tasks", run, {
      ...run,
      id: newId("tsr"),
      status: "queued",
      task_count: 2,
      completed_count: 0,
      failed_count: 0,
      model_provider: "anthropic",
      model_id: "anthropic/claude-sonnet-4-5",
      config: {},
      created_at: now,
    }),
    returns(
      "takes what is given",
      { ...run, id: "run_new", model_provider: "openai", model_id: "gpt", config: { n: 1 } },
      { id: "run_new", model_provider: "openai", model_id: "gpt", config: { n: 1 } },
    ),
    refuses("refuses an archived set", { ...run, taskset_id: "ts_old" }, "guard_failed"),
    refuses("refuses an empty set", run, "guard_failed", { when: "UPDATE tasksets SET task_count = 0" }),
    refuses("refuses a taken id", { ...run, id: "run_done" }, "conflict"),
    refuses("does not find another workspace's set", { ...run, taskset_id: "ts_theirs" }, "not_found"),
    refuses("does not find another agent's set", { ...run, agent_id: "agent_bare" }, "not_found"),
  ],
  get: [
    returns("returns the row", { ...run, id: "run_done" }, { id: "run_done", status: "completed", config: {} }),
    returns("returns null where an owner differs", { agent_id: "agent_bare", id: "run_done" }, null),
    returns("returns null for another workspace's", { workspace_id, id: "run_theirs" }, null),
    returns("returns null for an unknown id", { id: "run_none" }, null),
  ],
  list: [
    returns(
      "lists the newest first",
      { workspace_id, taskset_id: "ts_1" },
      ids("run_done", "run_running", "run_queued"),
    ),
    returns("returns nothing for another workspace's set", { workspace_id, taskset_id: "ts_theirs" }, []),
  ],
  start: [
    returns("starts a queued run", { id: "run_queued" }, { status: "running", started_at: now }),
    returns(
      "starts a failed one again; its error stays",
      { id: "run_queued" },
      { status: "running", error: "e" },
      { when: "UPDATE taskset_runs SET status = 'failed', error = 'e' WHERE id = 'run_queued'" },
    ),
    returns(
      "starts a running one again",
      { id: "run_running" },
      { status: "running", started_at: now, completed_count: 1 },
    ),
    refuses("refuses a completed one", { id: "run_done" }, "guard_failed"),
    refuses("does not find an unknown id", { id: "run_none" }, "not_found"),
  ],
  complete: [
    returns(
      "is completed when nothing failed",
      { id: "run_running" },
      { status: "completed", completed_at: now, completed_count: 1 },
    ),
    returns("is partial when some failed", { id: "run_running" }, { status: "partial" }, { when: counts(1, 1) }),
    returns("is failed when all failed", { id: "run_running" }, { status: "failed" }, { when: counts(0, 2) }),
    returns("takes a status", { id: "run_queued", status: "failed" }, { status: "failed", completed_at: now }),
    refuses("refuses a completed one", { id: "run_done" }, "guard_failed"),
    refuses("does not find an unknown id", { id: "run_none" }, "not_found"),
    refuses("refuses a status that is no end", { id: "run_running", status: "running" }, "invalid_argument"),
  ],
  fail: [
    returns(
      "fails a running run",
      { id: "run_running", error: "e" },
      { status: "failed", error: "e", completed_at: now },
    ),
    refuses("refuses a completed one", { id: "run_done", error: "e" }, "guard_failed"),
    refuses("does not find an unknown id", { id: "run_none", error: "e" }, "not_found"),
  ],
  delete: [
    returns("removes the run and its results", { id: "run_done" }, true, {
      removes: { taskset_runs: [{ id: "run_done" }], taskset_run_results: [{ run_id: "run_done" }] },
    }),
    returns("says no for an unknown id", { id: "run_none" }, false),
  ],
});
