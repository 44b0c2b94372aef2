// Calls of evals.
import * as evals from "../moved/evals.mjs";
import { parameters, call, calls, text } from "./calls.mjs";

const ofEvals = (name, ours = evals[name]) => ({
  old: ({ code, db }, ...args) => new code.evals.EvalsAPI(db, {})[name](...args),
  ours: ({ client }, ...args) => ours(client, ...args),
});

export const evalsOperations = [
  {
    name: "evals.createEval",
    ...ofEvals("createEval"),
    writes: true,
    calls: [
      ...calls(
        [
          { agent_id: "agent_1", name: "E", code: "c" },
          { agent_id: "agent_5", name: "E", code: "c", description: "d", model_used: "m" },
          { agent_id: "agent_x", name: "E", code: "c" },
          { agent_id: "agent_4", name: "E", code: "c" },
          { agent_id: "agent_1", name: "", code: "c" },
          { agent_id: "agent_1", name: text, code: "c" },
          { name: "E" },
        ],
        ["ws_1", "ws_2", undefined],
      ),
    ],
  },
  {
    name: "evals.listEvals",
    ...ofEvals("listEvals", (client, query, workspace) =>
      evals.listEvals(client, Object.fromEntries(query), workspace),
    ),
    walks: true,
    calls: [
      ...calls(
        [
          {},
          { limit: "2" },
          { agent_id: "agent_1" },
          { agent_id: "agent_1", limit: "1" },
          { limit: "0" },
          { limit: "201" },
        ],
        ["ws_1", "ws_2", undefined],
      ),
    ].map(({ args }) => ({ args: [parameters(args[0]), args[1]] })),
  },
  {
    name: "evals.getEval",
    ...ofEvals("getEval"),
    calls: calls(["eval_0", "eval_2", "eval_4", "eval_5", "eval_x"], ["ws_1", "ws_2", undefined]),
  },
  {
    name: "evals.updateEval",
    ...ofEvals("updateEval"),
    writes: true,
    calls: [
      ...calls(
        ["eval_1"],
        [{ name: "N" }, { description: "d" }, { code: "c2" }, { name: "N", code: "c2" }, { name: "" }, {}],
        ["ws_1", "ws_2"],
      ),
      call("eval_1", { name: "N" }, undefined),
      call("eval_x", { name: "N" }, "ws_1"),
    ],
  },
  {
    name: "evals.deleteEval",
    ...ofEvals("deleteEval"),
    writes: true,
    calls: calls(["eval_0", "eval_5", "eval_x"], ["ws_1", "ws_2", undefined]),
  },
];
