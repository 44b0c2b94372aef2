import { domain, returns, ids, newId, now, refuses } from "./case.js";

const workspace_id = "ws_1";
const agent = { workspace_id, agent_id: "agent_1" };
const theirs = { workspace_id, agent_id: "agent_theirs" };
const task = (content_hash: string, more: object = {}): object => ({ user_message: "m", content_hash, ...more });

export default domain("tasksets", ["tasksets", "taskset_tasks"], {
  create: [
    returns(
      "adds an empty active set",
      { ...agent, name: "N" },
      {
        ...agent,
        id: newId("tsk"),
        name: "N",
        description: null,
        task_count: 0,
        status: "active",
        created_at: now,
        updated_at: now,
      },
    ),
    returns(
      "takes what is given",
      { ...agent, name: "N", description: "d", id: "ts_new" },
      { id: "ts_new", description: "d" },
    ),
    refuses("refuses a taken id", { ...agent, name: "N", id: "ts_1" }, "conflict"),
    refuses("refuses an unknown workspace", { ...agent, workspace_id: "ws_none", name: "N" }, "foreign_key"),
    refuses("refuses another workspace's agent", { ...theirs, name: "N" }, "foreign_key"),
    refuses("needs a name", agent, "invalid_argument"),
  ],
  create_with_tasks: [
    returns(
      "adds set and tasks, of one hash the first",
      {
        ...agent,
        name: "N",
        tasks: [
          task("a", { source_trace_id: "trace_1", expected_output: "x", metadata: { m: 1 } }),
          task("b", { id: "task_b", source: "manual" }),
          task("a", { user_message: "later" }),
        ],
      },
      { id: newId("tsk", 1), task_count: 2, skipped_duplicates: 1 },
      {
        leaves: {
          tasksets: [{ id: newId("tsk", 1), task_count: 2, status: "active", created_at: now }],
          taskset_tasks: [
            {
              id: newId("task", 2),
              user_message: "m",
              source: "trace",
              source_trace_id: "trace_1",
              expected_output: "x",
              metadata: { m: 1 },
              created_at: now,
            },
            { id: "task_b", source: "manual" },
          ],
        },
        removes: { taskset_tasks: [{ user_message: "later" }] },
      },
    ),
    returns(
      "takes no tasks",
      { ...agent, name: "N", tasks: [], id: "ts_new" },
      { id: "ts_new", task_count: 0, skipped_duplicates: 0 },
    ),
    refuses(
      "refuses a taken task id, and adds nothing",
      { ...agent, name: "N", tasks: [task("a"), task("b", { id: "task_1" })] },
      "conflict",
      { guard: "task_id" },
    ),
    refuses(
      "refuses another workspace's trace",
      { ...agent, name: "N", tasks: [task("a", { source_trace_id: "trace_theirs" })] },
      "foreign_key",
    ),
    refuses("refuses another workspace's agent", { ...theirs, name: "N", tasks: [] }, "foreign_key"),
    refuses(
      "refuses a source that is none",
      { ...agent, name: "N", tasks: [task("a", { source: "web" })] },
      "invalid_argument",
    ),
  ],
  get: [
    returns("returns the row", { ...agent, id: "ts_1" }, { id: "ts_1", name: "Daily", task_count: 2 }),
    returns("returns an archived one too", { id: "ts_old" }, { status: "archived" }),
    returns("returns null where the agent is another", { agent_id: "agent_bare", id: "ts_1" }, null),
    returns("returns null for another workspace's", { workspace_id, id: "ts_theirs" }, null),
    returns("returns null for an unknown id", { id: "ts_none" }, null),
  ],
  list: [
    returns("lists the active ones", agent, ids("ts_1")),
    returns(
      "can take the archived along, the newest first",
      { ...agent, include_archived: true },
      ids("ts_1", "ts_old"),
    ),
    returns("returns nothing for another workspace's agent", theirs, []),
  ],
  add_tasks: [
    returns(
      "adds what is new, and counts what is there",
      { ...agent, id: "ts_1", tasks: [task("t1"), task("new", { id: "task_new" }), task("new")] },
      { inserted: 1, skipped_duplicates: 2, total_tasks: 3 },
      {
        leaves: {
          tasksets: [{ id: "ts_1", task_count: 3, updated_at: now }],
          taskset_tasks: [
            { id: "task_new", source: "manual", created_at: now },
            { id: "task_1", user_message: "hello" },
          ],
        },
      },
    ),
    returns(
      "refreshes the set for an empty list",
      { ...agent, id: "ts_1", tasks: [] },
      { inserted: 0, skipped_duplicates: 0, total_tasks: 2 },
      { leaves: { tasksets: [{ id: "ts_1", updated_at: now }] } },
    ),
    refuses("refuses an archived set", { ...agent, id: "ts_old", tasks: [task("a")] }, "guard_failed"),
    refuses("does not find another workspace's", { ...theirs, id: "ts_theirs", tasks: [] }, "not_found"),
    refuses(
      "does not find another agent's",
      { workspace_id, agent_id: "agent_bare", id: "ts_1", tasks: [] },
      "not_found",
    ),
    refuses(
      "refuses a taken task id, and adds no other",
      { ...agent, id: "ts_1", tasks: [task("a"), task("b", { id: "task_theirs" })] },
      "conflict",
      { guard: "task_id" },
    ),
    refuses(
      "refuses an unknown trace",
      { ...agent, id: "ts_1", tasks: [task("a", { source_trace_id: "trace_none" })] },
      "foreign_key",
    ),
    refuses(
      "refuses a field that is none",
      { ...agent, id: "ts_1", tasks: [task("a", { extra: 1 })] },
      "invalid_argument",
    ),
  ],
  archive: [
    returns(
      "archives the set",
      { ...agent, id: "ts_1" },
      { id: "ts_1", status: "archived", updated_at: now, task_count: 2 },
    ),
    returns("may be repeated", { ...agent, id: "ts_old" }, { status: "archived", updated_at: now }),
    refuses("does not find another workspace's", { ...theirs, id: "ts_theirs" }, "not_found"),
    refuses("does not find another agent's", { workspace_id, agent_id: "agent_bare", id: "ts_1" }, "not_found"),
  ],
  delete: [
    returns("removes the set and its tasks", { id: "ts_old" }, true, {
      when: "INSERT INTO taskset_tasks (id, taskset_id, user_message, source, content_hash) VALUES ('task_o', 'ts_old', 'm', 'manual', 'h')",
      removes: { tasksets: [{ id: "ts_old" }], taskset_tasks: [{ id: "task_o" }] },
    }),
    returns("says no for an unknown id", { id: "ts_none" }, false),
    refuses("is blocked while it has runs", { id: "ts_1" }, "foreign_key"),
  ],
});
