// Calls of the execution of evals.
import * as evalExecution from "../moved/eval_execution.mjs";
import { call, differs, calls } from "./calls.mjs";

export const evalExecutionOperations = [
  {
    name: "eval_execution.fetchTraces",
    state: "evals",
    old: ({ code, db }, agent, traceIds) =>
      new code.eval_execution.EvalExecutionJob({ traceIds }, { db }).fetchTraces(agent),
    ours: ({ client }, agent, traceIds) => evalExecution.fetchTraces(client, agent, traceIds),
    calls: [["agent_1"], ["agent_1", ["trace_00"]], ["agent_4"]]
      .map((args) => differs("never-worked", ...args))
      .concat(call("agent_2")),
  },
  {
    name: "eval_execution.storeExecutionResults",
    state: "evals",
    writes: true,
    old: ({ code, db }, ...args) => new code.eval_execution.EvalExecutionJob({}, { db }).storeExecutionResults(...args),
    ours: ({ client }, ...args) => evalExecution.storeExecutionResults(client, ...args),
    calls: [
      [{ traceId: "trace_00", result: true, reason: "r", executionTimeMs: 5 }],
      [{ traceId: "trace_12", result: false, reason: "", executionTimeMs: 0, error: "e" }],
    ].map((results) => differs("never-worked", "eval_0", results)),
  },
];
