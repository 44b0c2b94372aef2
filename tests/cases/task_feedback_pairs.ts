import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";

const pair = { task_metadata_id: "tm_1", feedback_trace_id: "trace_3", human_feedback: "h" };

export default domain("task_feedback_pairs", ["task_feedback_pairs"], {
  get: [
    returns("returns the row", { id: "pair_1" }, { id: "pair_1", human_feedback: "better", human_score: 0.5 }),
    returns("returns null for an unknown id", { id: "pair_none" }, null),
  ],
  list: [
    returns("lists the newest first", { task_metadata_id: "tm_1" }, page(ids("pair_2", "pair_1")), {
      when: "INSERT INTO task_feedback_pairs (id, task_metadata_id, feedback_trace_id, human_feedback, created_at) VALUES ('pair_2', 'tm_1', 'trace_3', 'h', '2026-01-02T00:00:00.000Z')",
    }),
    returns(
      "returns a cursor where more follow",
      { task_metadata_id: "tm_1", limit: 1 },
      page(ids("pair_2"), someText),
      {
        when: "INSERT INTO task_feedback_pairs (id, task_metadata_id, feedback_trace_id, human_feedback, created_at) VALUES ('pair_2', 'tm_1', 'trace_3', 'h', '2026-01-02T00:00:00.000Z')",
      },
    ),
    returns("returns nothing for an unknown task", { task_metadata_id: "tm_none" }, page([])),
    refuses("refuses a spoiled cursor", { task_metadata_id: "tm_1", cursor: "x" }, "invalid_argument"),
  ],
  create: [
    returns("adds a row with a new id", pair, { ...pair, id: newId("tfp"), human_score: null, created_at: now }),
    returns("takes what is given", { ...pair, id: "pair_new", human_score: 1 }, { id: "pair_new", human_score: 1 }),
    refuses("refuses a pair that is there", { ...pair, feedback_trace_id: "trace_2" }, "conflict"),
    refuses("refuses a taken id", { ...pair, id: "pair_1" }, "conflict"),
    refuses("refuses an unknown task", { ...pair, task_metadata_id: "tm_none" }, "foreign_key"),
    refuses("refuses a score that is not a number", { ...pair, human_score: "high" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "pair_1" }, true, { removes: { task_feedback_pairs: [{ id: "pair_1" }] } }),
    returns("says no for an unknown id", { id: "pair_none" }, false),
  ],
});
