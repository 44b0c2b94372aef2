import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const task = { taskset_id: "ts_1", user_message: "m", source: "manual", content_hash: "new" };

export default domain("taskset_tasks", ["taskset_tasks", "tasksets"], {
  list: [
    returns("lists the oldest first", { taskset_id: "ts_1" }, ids("task_1", "task_2")),
    returns("returns nothing for an unknown set", { taskset_id: "ts_none" }, []),
  ],
  get: [
    returns(
      "returns the row",
      { id: "task_2" },
      { id: "task_2", source: "trace", source_trace_id: "trace_task", metadata: { m: 1 }, expected_output: null },
    ),
    returns("returns null for an unknown id", { id: "task_none" }, null),
  ],
  create: [
    returns(
      "adds a task and counts it",
      task,
      { ...task, id: newId("task"), expected_output: null, source_trace_id: null, metadata: null, created_at: now },
      { leaves: { tasksets: [{ id: "ts_1", task_count: 3, updated_at: now }] } },
    ),
    returns(
      "takes what is given",
      { ...task, id: "task_new", expected_output: "e", source_trace_id: "trace_1", metadata: [1] },
      { id: "task_new", expected_output: "e", source_trace_id: "trace_1", metadata: [1] },
    ),
    refuses("refuses a hash that the set has", { ...task, content_hash: "t1" }, "conflict"),
    refuses("refuses a taken id", { ...task, id: "task_1" }, "conflict"),
    refuses("refuses an unknown set", { ...task, taskset_id: "ts_none" }, "foreign_key"),
    refuses("refuses a source that is none", { ...task, source: "web" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the task and counts anew", { id: "task_theirs" }, true, {
      when: "DELETE FROM taskset_run_results WHERE task_id = 'task_theirs'",
      removes: { taskset_tasks: [{ id: "task_theirs" }] },
      leaves: { tasksets: [{ id: "ts_theirs", task_count: 0, updated_at: now }] },
    }),
    returns("says no for an unknown id, and refreshes no set", { id: "task_none" }, false, {
      leaves: { tasksets: [{ id: "ts_1", updated_at: at(2) }] },
    }),
    refuses("is blocked while a run has its result", { id: "task_1" }, "foreign_key"),
  ],
});
