// Calls of tools.
import * as tools from "../moved/tools.mjs";
import { withBody, withQuery, withIds, call, differs, calls } from "./calls.mjs";

export const toolsOperations = [
  {
    name: "tools.listTools",
    ...withQuery("tools", "listTools", tools.listTools),
    calls: [
      ...calls(["ws_1", "ws_2"], [{}, { category: "general" }, { category: "email" }, { category: "code" }]).map(
        ({ args }) =>
          args[1].category === "general" || args[1].category === "code" ? { args } : differs("json-spacing", ...args),
      ),
      differs("checked-values", "ws_1", { category: "none_such" }),
    ],
  },
  {
    name: "tools.getToolById",
    ...withIds("tools", "getToolById", tools.getToolById),
    calls: [
      call("ws_1", "tool_search"),
      call("ws_1", "tool_x"),
      call("ws_2", "tool_search"),
      differs("json-spacing", "ws_1", "tool_mail"),
    ],
  },
  {
    name: "tools.getAgentTools",
    ...withIds("tools", "getAgentTools", tools.getAgentTools),
    calls: [
      differs("json-spacing", "ws_1", "agent_1"),
      call("ws_1", "agent_2"),
      call("ws_1", "agent_4"),
      call("ws_2", "agent_4"),
      call("ws_1", "agent_x"),
      call(null, "agent_1"),
    ],
  },
  {
    name: "tools.attachToolToAgent",
    ...withBody("tools", "attachToolToAgent", tools.attachToolToAgent),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { tool_id: "tool_search" },
          { tool_id: "tool_search", config: { k: [1] } },
          { tool_id: "tool_x" },
          {},
          { tool_id: 7 },
        ],
        ["agent_2", "agent_5"],
      ),
      call("ws_1", { tool_id: "tool_search" }, "agent_1"),
      call("ws_1", { tool_id: "tool_search" }, "agent_4"),
      call("ws_2", { tool_id: "tool_search" }, "agent_4"),
      call("ws_1", { tool_id: "tool_search" }, "agent_x"),
      differs("checked-values", "ws_1", { tool_id: "tool_search", config: "text" }, "agent_2"),
      differs("json-spacing", "ws_1", { tool_id: "tool_mail" }, "agent_2"),
    ],
  },
  {
    name: "tools.detachToolFromAgent",
    ...withIds("tools", "detachToolFromAgent", tools.detachToolFromAgent),
    writes: true,
    calls: [
      call("ws_1", "agent_1", "tool_search"),
      call("ws_1", "agent_1", "tool_x"),
      call("ws_1", "agent_2", "tool_search"),
      call("ws_2", "agent_1", "tool_search"),
      call("ws_1", "agent_x", "tool_search"),
      call(null, "agent_1", "tool_search"),
    ],
  },
];
