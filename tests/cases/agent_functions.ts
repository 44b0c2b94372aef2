import { domain, returns, refuses } from "./case.js";

export default domain("agent_functions", ["agent_functions", "functions"], {
  get: [
    returns(
      "returns the link",
      { agent_id: "agent_1", role: "extractor" },
      { agent_id: "agent_1", function_id: "func_1", role: "extractor" },
    ),
    returns("returns null where the role is not filled", { agent_id: "agent_bare", role: "extractor" }, null),
    refuses("refuses a role that is none", { agent_id: "agent_1", role: "other" }, "invalid_argument"),
  ],
  list: [
    returns("lists by role", { agent_id: "agent_1" }, [
      { role: "extractor" },
      { role: "injector", function_id: "func_2" },
    ]),
    returns("returns nothing for an unknown agent", { agent_id: "agent_none" }, []),
  ],
  upsert: [
    returns(
      "adds a link",
      { agent_id: "agent_bare", role: "injector", function_id: "func_2" },
      { agent_id: "agent_bare", role: "injector", function_id: "func_2" },
    ),
    returns(
      "replaces the function of a role",
      { agent_id: "agent_1", role: "extractor", function_id: "func_2" },
      { function_id: "func_2" },
      { removes: { agent_functions: [{ agent_id: "agent_1", function_id: "func_1" }] } },
    ),
    refuses(
      "refuses an unknown agent",
      { agent_id: "agent_none", role: "extractor", function_id: "func_1" },
      "foreign_key",
    ),
    refuses(
      "refuses an unknown function",
      { agent_id: "agent_1", role: "extractor", function_id: "func_none" },
      "foreign_key",
    ),
    refuses(
      "refuses a role that is none",
      { agent_id: "agent_1", role: "other", function_id: "func_1" },
      "invalid_argument",
    ),
  ],
  delete: [
    returns("removes the link and leaves the function", { agent_id: "agent_1", role: "extractor" }, true, {
      removes: { agent_functions: [{ role: "extractor" }] },
      leaves: { functions: [{ id: "func_1" }] },
    }),
    returns("says no where the role is not filled", { agent_id: "agent_bare", role: "extractor" }, false),
  ],
});
