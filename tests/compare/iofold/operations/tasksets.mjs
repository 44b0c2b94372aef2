// Calls of tasksets.
import * as tasksets from "../moved/tasksets.mjs";
import { withBody, withQuery, withIds, call, differs, calls, workspaces } from "./calls.mjs";

export const tasksetsOperations = [
  {
    name: "tasksets.createTaskset",
    ...withBody("tasksets", "createTaskset", tasksets.createTaskset),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [{ name: "New" }, { name: " New ", description: "d" }, { name: "New", description: "" }, { name: " " }, {}],
        ["agent_1", "agent_2"],
      ),
      call("ws_1", { name: "New" }, "agent_x"),
      call("ws_1", { name: "New" }, "agent_4"),
      call("ws_2", { name: "New" }, "agent_4"),
      call(null, { name: "New" }, "agent_1"),
    ],
  },
  {
    name: "tasksets.createTasksetFromTraces",
    ...withBody("tasksets", "createTasksetFromTraces", tasksets.createTasksetFromTraces),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { name: "T" },
          { name: "T", filter: { rating: "positive" } },
          { name: "T", filter: { rating: "negative" } },
          { name: "T", filter: { limit: 3 } },
          { name: "T", filter: { rating: "any", limit: 900 } },
          { name: "" },
        ],
        ["agent_1"],
      ),
      call("ws_1", { name: "T" }, "agent_2"),
      call("ws_1", { name: "T" }, "agent_x"),
      call("ws_2", { name: "T" }, "agent_4"),
      call("ws_1", { name: "T" }, "agent_4"),
      differs("limits", "ws_1", { name: "T", filter: { limit: -1 } }, "agent_1"),
    ],
  },
  {
    name: "tasksets.listTasksets",
    ...withQuery("tasksets", "listTasksets", tasksets.listTasksets),
    calls: calls(workspaces, [{}, { include_archived: "true" }, { include_archived: "no" }], ["agent_1", "agent_4"]),
  },
  {
    name: "tasksets.getTaskset",
    ...withIds("tasksets", "getTaskset", tasksets.getTaskset),
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_4"], ["tsk_1", "tsk_2", "tsk_4", "tsk_x"]),
  },
  {
    name: "tasksets.addTasksToTaskset",
    ...withBody("tasksets", "addTasksToTaskset", tasksets.addTasksToTaskset),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [
          { tasks: [{ user_message: "a" }] },
          { tasks: [{ user_message: "a" }, { user_message: "a" }, { user_message: " " }] },
          { tasks: [{ user_message: " b ", expected_output: "o", source: "imported", metadata: { k: 1 } }] },
          { tasks: [] },
          {},
        ],
        ["agent_1"],
        ["tsk_1", "tsk_2", "tsk_3", "tsk_x"],
      ),
      call("ws_2", { tasks: [{ user_message: "a" }] }, "agent_1", "tsk_1"),
      call("ws_1", { tasks: Array.from({ length: 40 }, (_, i) => ({ user_message: `m ${i}` })) }, "agent_1", "tsk_1"),
      call("ws_1", { tasks: [{ user_message: "a", metadata: "text" }] }, "agent_1", "tsk_1"),
    ],
  },
  {
    name: "tasksets.archiveTaskset",
    ...withIds("tasksets", "archiveTaskset", tasksets.archiveTaskset),
    writes: true,
    calls: calls(["ws_1", "ws_2"], ["agent_1"], ["tsk_1", "tsk_3", "tsk_4", "tsk_x"]),
  },
  {
    name: "tasksets.runTaskset",
    ...withBody("tasksets", "runTaskset", tasksets.runTaskset),
    writes: true,
    calls: [
      ...calls(
        ["ws_1"],
        [{}, { model_id: "m2" }, { model_provider: "openai", config: { parallelism: 2 } }],
        ["agent_1"],
        ["tsk_1", "tsk_2", "tsk_3", "tsk_x"],
      ),
      call("ws_2", {}, "agent_1", "tsk_1"),
      call("ws_none", {}, "agent_1", "tsk_1"),
      call("ws_1", {}, "agent_x", "tsk_1"),
    ],
  },
  {
    name: "tasksets.listTasksetRuns",
    ...withIds("tasksets", "listTasksetRuns", tasksets.listTasksetRuns),
    calls: calls(["ws_1", "ws_2"], ["agent_1"], ["tsk_1", "tsk_2", "tsk_x"]),
  },
  {
    name: "tasksets.getTasksetRun",
    ...withIds("tasksets", "getTasksetRun", tasksets.getTasksetRun),
    calls: calls(["ws_1", "ws_2"], ["agent_1"], ["tsk_1", "tsk_2"], ["tsr_1", "tsr_2", "tsr_x"]),
  },
];
