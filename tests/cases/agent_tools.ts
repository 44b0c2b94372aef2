import { domain, returns, ids, now, refuses } from "./case.js";

const workspace_id = "ws_1";
const agent = { workspace_id, agent_id: "agent_1" };
const theirs = { workspace_id, agent_id: "agent_theirs" };

export default domain("agent_tools", ["agent_tools"], {
  list: [
    returns("lists the tools with their config", agent, [{ id: "tool_1", name: "Calculator", config: { digits: 2 } }]),
    returns("orders by category and name", agent, ids("tool_2", "tool_1"), {
      when: "INSERT INTO agent_tools (agent_id, tool_id) VALUES ('agent_1', 'tool_2')",
    }),
    returns("returns nothing for another workspace's agent", theirs, []),
  ],
  list_tool_ids: [
    returns("lists the ids", { agent_id: "agent_1" }, [{ tool_id: "tool_1" }]),
    returns("returns nothing for an agent without tools", { agent_id: "agent_bare" }, []),
  ],
  get: [
    returns(
      "returns the link",
      { agent_id: "agent_1", tool_id: "tool_1" },
      { agent_id: "agent_1", tool_id: "tool_1", config: { digits: 2 } },
    ),
    returns("returns null where the tool is not attached", { agent_id: "agent_1", tool_id: "tool_2" }, null),
  ],
  attach: [
    returns(
      "attaches a tool",
      { ...agent, tool_id: "tool_2" },
      { id: "tool_2", name: "Runner", config: null },
      { leaves: { agent_tools: [{ agent_id: "agent_1", tool_id: "tool_2", created_at: now }] } },
    ),
    returns("takes a config", { ...agent, tool_id: "tool_2", config: { fast: true } }, { config: { fast: true } }),
    refuses("refuses one that is attached", { ...agent, tool_id: "tool_1" }, "conflict"),
    refuses("does not find an unknown tool", { ...agent, tool_id: "tool_none" }, "not_found"),
    refuses("does not find another workspace's agent", { ...theirs, tool_id: "tool_1" }, "not_found"),
  ],
  detach: [
    returns("removes the link", { ...agent, tool_id: "tool_1" }, null, {
      removes: { agent_tools: [{ tool_id: "tool_1" }] },
    }),
    refuses("does not find a tool that is not attached", { ...agent, tool_id: "tool_2" }, "not_found"),
    refuses("does not find another workspace's agent", { ...theirs, tool_id: "tool_1" }, "not_found"),
  ],
});
