import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";

const execution = { eval_candidate_id: "cand_1", trace_id: "trace_3" };
const figures = {
  score: 0.5,
  feedback: "f",
  success: true,
  error: "e",
  duration_ms: 1,
  llm_calls: 2,
  llm_cost_usd: 0.3,
  cache_hits: 4,
};

export default domain("eval_candidate_executions", ["eval_candidate_executions"], {
  record_many: [
    returns(
      "adds a row for each; earlier ones stay",
      { eval_candidate_id: "cand_1", results: [{ trace_id: "trace_1" }, { trace_id: "trace_3", ...figures }] },
      2,
      {
        leaves: {
          eval_candidate_executions: [
            { id: "ece_1" },
            { id: newId("ece", 1), trace_id: "trace_1", score: null, success: null, created_at: now },
            { id: newId("ece", 2), ...figures, created_at: now },
          ],
        },
      },
    ),
    returns(
      "takes a trace twice",
      { eval_candidate_id: "cand_1", results: [{ trace_id: "trace_1" }, { trace_id: "trace_1" }] },
      2,
    ),
    returns("adds nothing for an empty list", { eval_candidate_id: "cand_1", results: [] }, 0),
    refuses(
      "refuses an unknown candidate",
      { eval_candidate_id: "cand_none", results: [{ trace_id: "trace_1" }] },
      "foreign_key",
    ),
    refuses(
      "refuses an unknown trace, and adds no other",
      { eval_candidate_id: "cand_1", results: [{ trace_id: "trace_1" }, { trace_id: "trace_none" }] },
      "foreign_key",
    ),
    refuses(
      "refuses a field that is none",
      { eval_candidate_id: "cand_1", results: [{ trace_id: "trace_1", extra: 1 }] },
      "invalid_argument",
    ),
  ],
  get: [
    returns("returns the row", { id: "ece_2" }, { id: "ece_2", score: 0.1, success: false, error: "broke" }),
    returns("returns null for an unknown id", { id: "ece_none" }, null),
  ],
  list: [
    returns("lists the newest first", { eval_candidate_id: "cand_1" }, page(ids("ece_3", "ece_2", "ece_1"))),
    returns("narrows by trace", { eval_candidate_id: "cand_1", trace_id: "trace_2" }, page(ids("ece_3"))),
    returns(
      "returns a cursor where more follow",
      { eval_candidate_id: "cand_1", limit: 1 },
      page(ids("ece_3"), someText),
    ),
    refuses("refuses a spoiled cursor", { eval_candidate_id: "cand_1", cursor: "x" }, "invalid_argument"),
  ],
  create: [
    returns("adds a row with a new id", execution, {
      ...execution,
      id: newId("ece"),
      score: null,
      success: null,
      created_at: now,
    }),
    returns("takes what is given", { ...execution, ...figures, id: "ece_new" }, { id: "ece_new", ...figures }),
    refuses("refuses a taken id", { ...execution, id: "ece_1" }, "conflict"),
    refuses("refuses an unknown candidate", { ...execution, eval_candidate_id: "cand_none" }, "foreign_key"),
    refuses("refuses a score that is not a number", { ...execution, score: "high" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "ece_1" }, true, { removes: { eval_candidate_executions: [{ id: "ece_1" }] } }),
    returns("says no for an unknown id", { id: "ece_none" }, false),
  ],
});
