// Calls of eval generation.
import * as evalGeneration from "../moved/eval_generation.mjs";
import { withIds, calls } from "./calls.mjs";

export const evalGenerationOperations = [
  {
    name: "eval_generation.listTasks",
    ...withIds("eval_generation", "listTasks", evalGeneration.listTasks),
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_2", "agent_4", "agent_x"]),
  },
  {
    name: "eval_generation.activateEval",
    ...withIds("eval_generation", "activateEval", evalGeneration.activateEval),
    writes: true,
    calls: calls(
      ["ws_1", "ws_2"],
      ["agent_1", "agent_4"],
      [
        "candidate_safety_1_a",
        "candidate_correctness_1_b",
        "candidate_efficiency_1_c",
        "candidate_other_1_e",
        "candidate_x",
      ],
    ),
  },
  {
    name: "eval_generation.getActiveEval",
    ...withIds("eval_generation", "getActiveEval", evalGeneration.getActiveEval),
    calls: calls(["ws_1", "ws_2"], ["agent_1", "agent_2", "agent_3", "agent_4", "agent_x"]),
  },
];
