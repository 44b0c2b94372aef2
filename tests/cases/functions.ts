import { domain, gives, ids, newId, now, refuses } from "./case.js";

const workspace_id = "ws_1";

export default domain("functions", ["functions", "agent_functions"], {
  list_for_agent: [
    gives("lists the active ones with their role", { workspace_id, agent_id: "agent_1" }, [
      { id: "func_1", role: "extractor", input_schema: { type: "object" }, output_schema: null, status: "active" },
    ]),
    gives("orders by role", { agent_id: "agent_1" }, [{ role: "extractor" }, { role: "injector" }], {
      when: "UPDATE functions SET status = 'active'",
    }),
    gives("returns nothing for another workspace's agent", { workspace_id: "ws_2", agent_id: "agent_1" }, []),
    gives("returns nothing for an agent without functions", { agent_id: "agent_bare" }, []),
  ],
  get: [
    gives(
      "returns the row",
      { workspace_id, id: "func_1" },
      { id: "func_1", type: "template_extractor", input_schema: { type: "object" } },
    ),
    gives("returns null for another workspace's", { workspace_id, id: "func_theirs" }, null),
    gives("returns null for an unknown id", { workspace_id, id: "func_none" }, null),
  ],
  list: [
    gives("lists the newest first", { workspace_id }, ids("func_2", "func_1")),
    gives("narrows by type and status", { workspace_id, type: "template_injector", status: "archived" }, ids("func_2")),
    gives("needs both to hold", { workspace_id, type: "template_injector", status: "active" }, []),
    gives("takes null as no filter", { workspace_id, type: null, status: "active" }, ids("func_1")),
    refuses("refuses a type that is none", { workspace_id, type: "other" }, "invalid_argument"),
  ],
  create: [
    gives(
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
    gives(
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
    gives("removes the function and its links", { workspace_id, id: "func_1" }, true, {
      removes: { functions: [{ id: "func_1" }], agent_functions: [{ function_id: "func_1" }] },
    }),
    gives("says no for another workspace's", { workspace_id, id: "func_theirs" }, false, {
      leaves: { functions: [{ id: "func_theirs" }] },
    }),
    gives("says no for an unknown id", { workspace_id, id: "func_none" }, false),
  ],
});
