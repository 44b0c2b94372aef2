// Calls of agents.
import * as agents from "../moved/agents.mjs";
import { withBody, withQuery, withIds, call, differs, calls, marked, workspaces } from "./calls.mjs";

export const agentsOperations = [
  {
    name: "agents.createAgent",
    ...withBody("agents", "createAgent", agents.createAgent),
    writes: true,
    calls: [
      ...calls(
        ["ws_1", "ws_2"],
        [
          { name: "New" },
          { name: " New ", description: "d" },
          { name: "Support" },
          { name: "Sales" },
          { name: "Old" },
          { name: " " },
          {},
        ],
      ),
      call(null, { name: "New" }),
      differs("missing-parent", "ws_none", { name: "New" }),
    ],
  },
  {
    name: "agents.listAgents",
    ...withQuery("agents", "listAgents", agents.listAgents),
    calls: calls(workspaces, [{}, { limit: "1" }, { limit: "2" }, { limit: "0" }, { limit: "many" }]),
  },
  {
    name: "agents.getAgentById",
    ...withIds("agents", "getAgentById", agents.getAgentById),
    calls: [
      ...calls(["ws_1", "ws_2"], ["agent_1", "agent_2", "agent_3", "agent_4", "agent_5", "agent_x"]),
      call(null, "agent_1"),
    ],
  },
  {
    name: "agents.confirmAgent",
    ...withBody("agents", "confirmAgent", agents.confirmAgent),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [{}, { name: "Renamed" }, { name: "Support" }, { name: " " }],
        ["agent_2", "agent_5", "agent_1"],
      ),
      call("ws_2", {}, "agent_2"),
      call("ws_1", {}, "agent_x"),
    ],
  },
  {
    name: "agents.deleteAgent",
    ...withIds("agents", "deleteAgent", agents.deleteAgent),
    writes: true,
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_3", "agent_4", "agent_x"]),
  },
  {
    name: "agents.getAgentPrompt",
    ...withIds("agents", "getAgentPrompt", agents.getAgentPrompt),
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_2", "agent_3", "agent_4", "agent_x"]),
  },
  {
    name: "agents.updateAgent",
    ...withBody("agents", "updateAgent", agents.updateAgent),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { name: "Renamed" },
          { description: "d" },
          { description: "" },
          { name: "Sales", description: "d" },
          { name: " " },
          {},
        ],
        ["agent_1", "agent_2"],
      ),
      call("ws_2", { name: "N" }, "agent_1"),
      call("ws_1", { name: "N" }, "agent_x"),
    ],
  },
  {
    name: "agents.improveAgent",
    ...withBody("agents", "improveAgent", agents.improveAgent),
    writes: true,
    calls: marked(
      "empty-variables",
      (_workspace, _body, agent) => ["agent_1", "agent_3"].includes(agent),
      calls(
        ["ws_1"],
        [{}, { custom_instructions: "be kind" }],
        ["agent_1", "agent_2", "agent_3", "agent_4", "agent_x"],
      ),
    ),
  },
];
