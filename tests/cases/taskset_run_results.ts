import { domain, returns, ids, newId, now, refuses } from "./case.js";

const result = { run_id: "run_running", task_id: "task_2", status: "completed" };
const more = {
  response: "r",
  expected_output: "x",
  score: 0.5,
  score_reason: "s",
  trace_id: "any",
  execution_time_ms: 7,
  error: "e",
};
const counters = (completed_count: number, failed_count: number): object => ({
  leaves: { taskset_runs: [{ id: "run_running", completed_count, failed_count }] },
});

export default domain("taskset_run_results", ["taskset_run_results", "taskset_runs"], {
  record: [
    returns("adds the result and counts it as completed", result, { id: newId("trr"), created: true }, counters(2, 0)),
    returns(
      "counts one with an error as failed",
      { ...result, status: "failed", error: "e" },
      { created: true },
      counters(1, 1),
    ),
    returns(
      "counts as it is told",
      { ...result, ...more, counts_as: "completed", id: "res_new" },
      { id: "res_new", created: true },
      {
        leaves: {
          taskset_run_results: [{ id: "res_new", ...more, created_at: now }],
          taskset_runs: [{ id: "run_running", completed_count: 2, failed_count: 0 }],
        },
      },
    ),
    returns("can count as nothing", { ...result, counts_as: "none" }, { created: true }, counters(1, 0)),
    returns(
      "keeps the first result of a task",
      { ...result, task_id: "task_1", response: "later" },
      { id: "res_1", created: false },
      counters(1, 0),
    ),
    refuses("refuses a taken id", { ...result, id: "res_done" }, "conflict"),
    refuses("refuses an unknown run", { ...result, run_id: "run_none" }, "foreign_key"),
    refuses("refuses an unknown task", { ...result, task_id: "task_none" }, "foreign_key"),
    refuses("refuses a status that is none", { ...result, status: "done" }, "invalid_argument"),
  ],
  list: [
    returns("lists the oldest first", { run_id: "run_done" }, ids("res_done", "res_failed")),
    returns("returns nothing for an unknown run", { run_id: "run_none" }, []),
  ],
  get: [
    returns("returns the row", { id: "res_1" }, { id: "res_1", response: "hi", score: 0.5, error: null }),
    returns("returns null for an unknown id", { id: "res_none" }, null),
  ],
  create: [
    returns(
      "adds a row and touches no counter",
      result,
      { ...result, id: newId("trr"), response: null, created_at: now },
      counters(1, 0),
    ),
    returns("takes what is given", { ...result, ...more, id: "res_new" }, { id: "res_new", ...more }),
    refuses("refuses a second result of a task", { ...result, task_id: "task_1" }, "conflict"),
    refuses("refuses a taken id", { ...result, id: "res_done" }, "conflict"),
    refuses("refuses an unknown run", { ...result, run_id: "run_none" }, "foreign_key"),
    refuses("refuses a status that is none", { ...result, status: "done" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "res_1" }, true, { removes: { taskset_run_results: [{ id: "res_1" }] } }),
    returns("says no for an unknown id", { id: "res_none" }, false),
  ],
});
