import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const item = { trace_id: "trace_3", user_message: "m" };
const more = {
  expected_output: "o",
  expected_action: "a",
  success_criteria: ["short"],
  difficulty: "medium",
  domain: "d",
  custom_metadata: { c: 1 },
};

export default domain("task_metadata", ["task_metadata", "task_similar_traces"], {
  upsert_many: [
    returns(
      "adds and overwrites, in the order given",
      {
        items: [
          { ...item, ...more, task_type: "qa" },
          { trace_id: "trace_1", user_message: "new" },
        ],
      },
      [
        { id: newId("task", 1), ...more, created_at: now, updated_at: now },
        {
          id: "tm_1",
          user_message: "new",
          task_type: null,
          difficulty: null,
          domain: null,
          custom_metadata: {},
          created_at: at(1),
          updated_at: now,
        },
      ],
      { leaves: { task_similar_traces: [{ id: "sim_1" }] } },
    ),
    returns(
      "keeps what is expected where it is not given",
      { items: [{ trace_id: "trace_1", user_message: "new" }] },
      [{ expected_output: "kept", success_criteria: { k: 1 } }],
      { when: `UPDATE task_metadata SET expected_output = 'kept', success_criteria = '{"k":1}' WHERE id = 'tm_1'` },
    ),
    returns("returns nothing for an empty list", { items: [] }, []),
    refuses("refuses a taken id", { items: [{ ...item, id: "tm_2" }] }, "conflict"),
    refuses(
      "refuses an unknown trace, and adds no other",
      { items: [item, { trace_id: "trace_none", user_message: "m" }] },
      "foreign_key",
    ),
    refuses("refuses a trace that stands twice", { items: [item, item] }, "invalid_argument"),
    refuses("refuses a difficulty that is none", { items: [{ ...item, difficulty: "extreme" }] }, "invalid_argument"),
  ],
  list: [
    returns("lists the agent's, the newest first", { workspace_id: "ws_1", agent_id: "agent_1" }, [
      { id: "tm_2", trace_id: "trace_2", difficulty: "hard", domain: "files" },
      { id: "tm_1", custom_metadata: { k: 1 } },
    ]),
    returns("stops at the limit", { agent_id: "agent_1", limit: 1 }, ids("tm_2")),
    returns("returns nothing of another workspace's agent", { workspace_id: "ws_1", agent_id: "agent_theirs" }, []),
    refuses("refuses a limit of 0", { agent_id: "agent_1", limit: 0 }, "invalid_argument"),
  ],
  get: [
    returns(
      "returns the row",
      { id: "tm_1" },
      { id: "tm_1", trace_id: "trace_1", task_type: "sorting", custom_metadata: { k: 1 }, success_criteria: null },
    ),
    returns("returns null for an unknown id", { id: "tm_none" }, null),
  ],
  find_by_trace: [
    returns("finds the row", { trace_id: "trace_2" }, { id: "tm_2" }),
    returns("returns null for a trace without", { trace_id: "trace_3" }, null),
  ],
  create: [
    returns("adds a row with a new id", item, {
      ...item,
      id: newId("task"),
      expected_output: null,
      task_type: null,
      custom_metadata: null,
      created_at: now,
      updated_at: now,
    }),
    returns(
      "takes what is given",
      { ...item, ...more, task_type: "qa", id: "tm_new" },
      { id: "tm_new", ...more, task_type: "qa" },
    ),
    refuses("refuses a second row of a trace", { ...item, trace_id: "trace_1" }, "conflict"),
    refuses("refuses a taken id", { ...item, id: "tm_1" }, "conflict"),
    refuses("refuses an unknown trace", { ...item, trace_id: "trace_none" }, "foreign_key"),
    refuses("refuses a type that is none", { ...item, task_type: "other" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row and what hangs on it", { id: "tm_1" }, true, {
      removes: { task_metadata: [{ id: "tm_1" }], task_similar_traces: [{ task_metadata_id: "tm_1" }] },
    }),
    returns("says no for an unknown id", { id: "tm_none" }, false),
  ],
});
