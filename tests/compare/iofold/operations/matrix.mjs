// Calls of the matrix.
import * as matrix from "../moved/matrix.mjs";
import { parameters, call, differs, calls } from "./calls.mjs";

const ofMatrix = (name) => ({
  old: ({ code, db }, ...args) => code.matrix[name](db, ...args),
  ours: ({ client }, ...args) => matrix[name](client, ...args),
});

export const matrixOperations = [
  {
    name: "matrix.getComparisonMatrix",
    ...ofMatrix("getComparisonMatrix"),
    state: "candidates",
    calls: [
      ...[{}, { limit: "3" }, { rating: "positive" }, { filter: "errors_only" }].map((query) => ({
        args: ["agent_1", parameters({ eval_ids: "candidate_safety_1_a,candidate_correctness_1_b", ...query })],
        differs: "never-worked",
      })),
      call("agent_1", parameters({ eval_ids: "" })),
      call("agent_1", parameters({ eval_ids: " , " })),
      call("agent_1", parameters({})),
      call("agent_1", parameters({ eval_ids: "a", filter: "some" })),
      call("agent_1", parameters({ eval_ids: "a", limit: "0" })),
      call("agent_1", parameters({ eval_ids: "a", limit: "201" })),
    ],
    adapt: (args) => [args[0], Object.fromEntries(args[1])],
  },
  {
    name: "matrix.getEvalExecutionDetail",
    ...ofMatrix("getEvalExecutionDetail"),
    state: "candidates",
    calls: calls(
      ["trace_00", "trace_01", "trace_03", "trace_05", "trace_09", "trace_x"],
      ["candidate_safety_1_a", "candidate_correctness_1_b", "candidate_x"],
    ),
  },
  {
    name: "matrix.getTraceExecutions",
    ...ofMatrix("getTraceExecutions"),
    state: "candidates",
    calls: calls(["trace_00", "trace_01", "trace_04", "trace_05", "trace_09", "trace_x"]),
  },
  {
    name: "matrix.getEvalExecutions",
    ...ofMatrix("getEvalExecutions"),
    state: "candidates",
    walks: true,
    calls: [
      ...calls(
        ["candidate_safety_1_a", "candidate_correctness_1_b", "candidate_x"],
        [
          {},
          { limit: "3" },
          { result: "true" },
          { result: "false", limit: "2" },
          { has_error: "true" },
          { has_error: "false" },
        ],
      ),
      ...calls(["candidate_safety_1_a"], [{ limit: "0" }, { limit: "201" }, { result: "maybe" }]),
    ].map((c) => ({ ...c, args: [c.args[0], parameters(c.args[1])] })),
    adapt: (args) => [args[0], Object.fromEntries(args[1])],
  },
];
