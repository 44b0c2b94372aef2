import { domain, returns, ids, newId, now, refuses } from "./case.js";

const workspace_id = "ws_1";

export default domain("functions", ["functions", "agent_functions"], {
  list_for_agent: [
    returns("lists the active ones with their role", { workspace_id, agent_id: "agent_1" }, [
      { id: "func_1", role: "extractor", input_schema: { type: "object" }, output_schema: null, status: "active" },
    ]),
    returns("orders by role", { agent_id: "agent_1" }, [{ role: "extractor" }, { role: "injector" }], {
      when: "UPDATE functions SET status = 'active'",
    }),
    returns("returns nothing for another workspace's agent", { workspace_id: "ws_2", agent_id: "agent_1" }, []),
    returns("returns nothing for an agent without functions", { agent_id: "agent_bare" }, []),
  ],
  get: [
    returns(
      "returns the row",
      { workspace_id, id: "func_1" },
      { id: "func_1", type: "template_extractor", input_schema: { type: "object" } },
    ),
    returns("returns null for another workspace's", { workspace_id, id: "func_theirs" }, null),
    returns("returns null for an unknown id", { workspace_id, id: "func_none" }, null),
  ],
  list: [
    returns("lists the newest first", { workspace_id }, ids("func_2", "func_1")),
    returns(
      "narrows by type and status",
      { workspace_id, type: "template_injector", status: "archived" },
      ids("func_2"),
    ),
    returns("needs both to hold", { workspace_id, type: "template_injector", status: "active" }, []),
    returns("takes null as no filter", { workspace_id, type: null, status: "active" }, ids("func_1")),
    refuses("refuses a type that is none", { workspace_id, type: "other" }, "invalid_argument"),
  ],
  create: [
    returns(
      "adds an active function with a new id",
      { workspace_id, type: "eval", name: "n", code: "c" },
      {
        id: newId("func"),
        status: "active",
        input_schema: null,
        model_used: null,
        parent_function_id: null,
        created_at: now,
      },
    ),
    returns(
      "takes what is given",
      {
        workspace_id,
        type: "eval",
        name: "n",
        code: "c",
        input_schema: { a: [1] },
        output_schema: [],
        model_used: "m",
        parent_function_id: "func_1",
        status: "failed",
        id: "func_new",
      },
      {
        id: "func_new",
        input_schema: { a: [1] },
        output_schema: [],
        model_used: "m",
        parent_function_id: "func_1",
        status: "failed",
      },
    ),
    refuses("refuses a taken id", { workspace_id, type: "eval", name: "n", code: "c", id: "func_1" }, "conflict"),
    refuses(
      "refuses an unknown workspace",
      { workspace_id: "ws_none", type: "eval", name: "n", code: "c" },
      "foreign_key",
    ),
    refuses(
      "refuses a status that is none",
      { workspace_id, type: "eval", name: "n", code: "c", status: "draft" },
      "invalid_argument",
    ),
  ],
  delete: [
    returns("removes the function and its links", { workspace_id, id: "func_1" }, true, {
      removes: { functions: [{ id: "func_1" }], agent_functions: [{ function_id: "func_1" }] },
    }),
    returns("says no for another workspace's", { workspace_id, id: "func_theirs" }, false, {
      leaves: { functions: [{ id: "func_theirs" }] },
    }),
    returns("says no for an unknown id", { workspace_id, id: "func_none" }, false),
  ],
});
