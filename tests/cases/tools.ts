import { domain, returns, ids, newId, now, refuses } from "./case.js";

const tool = { name: "Mailer", description: "mails", parameters_schema: { type: "object" }, handler_key: "mail" };

export default domain("tools", ["tools", "agent_tools"], {
  list: [
    returns("lists by category and name", {}, ids("tool_2", "tool_1")),
    returns("narrows by category", { category: "general" }, ids("tool_1")),
    returns("returns nothing for a category without tools", { category: "email" }, []),
    refuses("refuses a category that is none", { category: "other" }, "invalid_argument"),
  ],
  get: [
    returns(
      "returns the row",
      { id: "tool_1" },
      { id: "tool_1", name: "Calculator", category: "general", parameters_schema: { type: "object" } },
    ),
    returns("returns null for an unknown id", { id: "tool_none" }, null),
  ],
  list_by_ids: [
    returns(
      "returns each that exists once, by category and name",
      { tool_ids: ["tool_1", "tool_none", "tool_2", "tool_1"] },
      ids("tool_2", "tool_1"),
    ),
    returns("returns nothing for an empty list", { tool_ids: [] }, []),
    refuses("refuses more than 100", { tool_ids: Array.from({ length: 101 }, (_, i) => `t${i}`) }, "invalid_argument"),
  ],
  create: [
    returns("adds a general tool with a new id", tool, {
      ...tool,
      id: newId("tool"),
      category: "general",
      created_at: now,
    }),
    returns(
      "takes what is given",
      { ...tool, category: "email", id: "tool_new" },
      { id: "tool_new", category: "email" },
    ),
    refuses("refuses a taken id", { ...tool, id: "tool_1" }, "conflict"),
    refuses("refuses a category that is none", { ...tool, category: "other" }, "invalid_argument"),
    refuses("needs a schema", { ...tool, parameters_schema: null }, "invalid_argument"),
  ],
  delete: [
    returns("removes the tool and its links", { id: "tool_1" }, true, {
      removes: { tools: [{ id: "tool_1" }], agent_tools: [{ tool_id: "tool_1" }] },
    }),
    returns("says no for an unknown id", { id: "tool_none" }, false),
  ],
});
