import { domain, returns, ids, refuses } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";

export default domain("overviews", [], {
  agent: [
    returns(
      "returns an agent with its versions, tools and counts",
      { workspace_id, id: "agent_1" },
      {
        id: "agent_1",
        name: "Sorter",
        active_version: { id: "ver_2", version: 2, accuracy: 0.75, variables: [] },
        versions: ids("ver_4", "ver_3", "ver_2", "ver_1"),
        tools: [{ id: "tool_1", config: { digits: 2 } }],
        trace_count: 2,
        eval_count: 2,
        feedback_count: 2,
      },
    ),
    returns(
      "returns null for no active version, and empty lists",
      { workspace_id, id: "agent_bare" },
      { active_version: null, versions: [], tools: [] },
    ),
    returns("keeps the newest versions", { workspace_id, id: "agent_1", limit: 1 }, { versions: ids("ver_4") }),
    returns("returns null for another workspace's", { workspace_id, id: "agent_theirs" }, null),
    refuses("refuses a limit above 500", { workspace_id, id: "agent_1", limit: 501 }, "invalid_argument"),
    returns(
      "returns versions as they are stored",
      { workspace_id, id: "agent_1" },
      {
        versions: [
          { id: "ver_4", variables: null },
          { id: "ver_3", prompt_template: 'a "b" \\\n\u0007é', accuracy: 0.1 + 0.2 },
          { id: "ver_2", accuracy: 0.75, created_at: at(2) },
          { id: "ver_1", variables: ["name"], source: "discovered" },
        ],
      },
      {
        when: `UPDATE agent_versions SET accuracy = 0.1 + 0.2, prompt_template = 'a "b" \\' || char(10, 7) || 'é' WHERE id = 'ver_3'`,
      },
    ),
    refuses("refuses a limit of 0", { workspace_id, id: "agent_1", limit: 0 }, "invalid_argument", {
      error: { message: "invalid_argument: limit must be from 1 to 500" },
    }),
  ],
  taskset: [
    returns(
      "returns a set with its tasks and latest run",
      { workspace_id, id: "ts_1" },
      {
        id: "ts_1",
        task_count: 2,
        tasks: [
          { id: "task_1", user_message: "hello" },
          { id: "task_2", metadata: { m: 1 } },
        ],
        latest_run: { id: "run_done", status: "completed" },
      },
    ),
    returns("returns null for no run", { workspace_id, id: "ts_old" }, { tasks: [], latest_run: null }),
    returns("returns null for another workspace's", { workspace_id, id: "ts_theirs" }, null),
    refuses("refuses a limit of 0", { workspace_id, id: "ts_1", limit: 0 }, "invalid_argument"),
  ],
  session: [
    returns(
      "returns a session with its turns and their steps",
      { workspace_id, id: "sess_1" },
      {
        id: "sess_1",
        agent_name: "Sorter",
        updated_at: at(2),
        turns: [
          { trace_id: "trace_2", has_errors: true, steps: [{ id: "step_2", tool_name: "calc" }] },
          { trace_id: "trace_1", has_errors: false, steps: [{ id: "step_1", input: { q: 1 } }] },
        ],
      },
    ),
    returns("returns no turns where nothing was said", { workspace_id, id: "sess_2" }, { turns: [] }),
    returns("returns null for another workspace's", { workspace_id, id: "sess_theirs" }, null),
    refuses("refuses a limit of 0", { workspace_id, id: "sess_1", limit: 0 }, "invalid_argument"),
  ],
});
