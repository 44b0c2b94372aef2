import { domain, returns, ids, newId, now, page, refuses, someText } from "./case.js";

const pair = { task_metadata_id: "tm_1", similar_trace_id: "trace_4", similarity_score: 0.7 };

export default domain("task_similar_traces", ["task_similar_traces"], {
  get: [
    returns("returns the row", { id: "sim_1" }, { id: "sim_1", similarity_score: 0.9, human_score: null }),
    returns("returns null for an unknown id", { id: "sim_none" }, null),
  ],
  list: [
    returns("lists the most similar first", { task_metadata_id: "tm_1" }, page(ids("sim_1", "sim_2"))),
    returns("returns a cursor where more follow", { task_metadata_id: "tm_1", limit: 1 }, page(ids("sim_1"), someText)),
    returns("returns nothing for an unknown task", { task_metadata_id: "tm_none" }, page([])),
    refuses("refuses a spoiled cursor", { task_metadata_id: "tm_1", cursor: "x" }, "invalid_argument"),
  ],
  create: [
    returns("adds a row with a new id", pair, { ...pair, id: newId("sim"), human_score: null, created_at: now }),
    returns("takes what is given", { ...pair, id: "sim_new", human_score: 1 }, { id: "sim_new", human_score: 1 }),
    refuses("refuses a pair that is there", { ...pair, similar_trace_id: "trace_2" }, "conflict"),
    refuses("refuses a taken id", { ...pair, id: "sim_1" }, "conflict"),
    refuses("refuses an unknown trace", { ...pair, similar_trace_id: "trace_none" }, "foreign_key"),
    refuses("needs a score", { task_metadata_id: "tm_1", similar_trace_id: "trace_4" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "sim_1" }, true, { removes: { task_similar_traces: [{ id: "sim_1" }] } }),
    returns("says no for an unknown id", { id: "sim_none" }, false),
  ],
});
