import { domain, returns, page, refuses, someText } from "./case.js";

export default domain("eval_comparison", [], {
  list: [
    returns(
      "puts predictions beside what people say",
      { eval_id: "eval_1" },
      page([
        {
          execution_id: "exec_1",
          trace_id: "trace_1",
          predicted_result: false,
          human_rating: "positive",
          human_notes: "good",
          is_contradiction: true,
        },
        { execution_id: "exec_2", human_rating: "negative", is_contradiction: false },
        { execution_id: "exec_3", predicted_result: true, error: "slow", human_rating: null, is_contradiction: null },
      ]),
    ),
    returns(
      "can keep contradictions alone",
      { eval_id: "eval_1", contradictions_only: true },
      page([{ execution_id: "exec_1" }]),
    ),
    returns(
      "takes neutral as no contradiction",
      { eval_id: "eval_1", limit: 1 },
      page([{ is_contradiction: false }], someText),
      { when: "UPDATE feedback SET rating = 'neutral'" },
    ),
    returns("returns nothing for an unknown eval", { eval_id: "eval_none" }, page([])),
    refuses("refuses a spoiled cursor", { eval_id: "eval_1", cursor: "x" }, "invalid_argument"),
  ],
  count_contradictions: [
    returns("counts them", { eval_id: "eval_1" }, 1),
    returns("returns 0 for an unknown eval", { eval_id: "eval_none" }, 0),
  ],
});
