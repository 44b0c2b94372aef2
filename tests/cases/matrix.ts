import { domain, returns, ids, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";

export default domain("matrix", [], {
  list_executions: [
    returns(
      "lists the pairs, the last first",
      { workspace_id, eval_ids: ["cand_1", "cand_none"], trace_ids: ["trace_1", "trace_2", "trace_1"] },
      [
        { trace_id: "trace_2", eval_id: "cand_1", result: null, executed_at: at(3) },
        { trace_id: "trace_1", result: false, reason: "worse", error: "broke", execution_time_ms: null },
        { trace_id: "trace_1", result: true, reason: "fine", execution_time_ms: 12 },
      ],
    ),
    returns("can keep the newest of each pair", { eval_ids: ["cand_1"], trace_ids: ["trace_1"], latest_only: true }, [
      { result: false },
    ]),
    returns(
      "leaves another workspace's traces out",
      { workspace_id, eval_ids: ["cand_theirs"], trace_ids: ["trace_theirs"] },
      [],
    ),
    returns("looks in every workspace when none is named", { eval_ids: ["cand_theirs"], trace_ids: ["trace_theirs"] }, [
      { result: true },
    ]),
    refuses(
      "refuses more than 200 traces",
      { eval_ids: ["cand_1"], trace_ids: Array.from({ length: 201 }, (_, i) => `t${i}`) },
      "invalid_argument",
    ),
  ],
  get_execution_detail: [
    returns(
      "returns the newest, with what people say",
      { workspace_id, trace_id: "trace_1", eval_id: "cand_1" },
      {
        trace_id: "trace_1",
        eval_id: "cand_1",
        result: false,
        reason: "worse",
        error: "broke",
        executed_at: at(2),
        human_rating: "positive",
        human_notes: "good",
      },
    ),
    returns(
      "returns nulls without feedback",
      { trace_id: "trace_1", eval_id: "cand_1" },
      { result: false, human_rating: null, human_notes: null },
      { when: "DELETE FROM feedback" },
    ),
    returns(
      "returns null for another workspace's trace",
      { workspace_id, trace_id: "trace_theirs", eval_id: "cand_theirs" },
      null,
    ),
    returns("returns null where there is none", { trace_id: "trace_3", eval_id: "cand_1" }, null),
  ],
  list_trace_executions: [
    returns("lists the last first", { workspace_id, trace_id: "trace_1" }, [
      { eval_id: "cand_1", result: false, executed_at: at(2) },
      { result: true, executed_at: at(1) },
    ]),
    returns("returns nothing for another workspace's trace", { workspace_id, trace_id: "trace_theirs" }, []),
    returns("returns nothing for an unknown trace", { trace_id: "trace_none" }, []),
  ],
  list_eval_executions: [
    returns(
      "lists the first first, with the trace",
      { workspace_id, eval_id: "cand_1" },
      page([
        {
          id: "ece_1",
          trace_id: "trace_1",
          result: true,
          steps: [{ n: 1 }],
          source: "langfuse",
          trace_timestamp: at(11),
        },
        { id: "ece_2" },
        { id: "ece_3", result: null },
      ]),
    ),
    returns("narrows by result; null matches neither", { eval_id: "cand_1", result: false }, page(ids("ece_2"))),
    returns("can keep those with an error", { eval_id: "cand_1", has_error: true }, page(ids("ece_2"))),
    returns(
      "takes false as no filter",
      { eval_id: "cand_1", has_error: false, limit: 1 },
      page(ids("ece_1"), someText),
    ),
    returns("leaves another workspace's traces out", { workspace_id, eval_id: "cand_theirs" }, page([])),
    refuses("refuses a spoiled cursor", { eval_id: "cand_1", cursor: "x" }, "invalid_argument"),
  ],
});
