import { domain, returns, now, page, refuses, someText } from "./case.js";
import { at } from "./seed.js";

export default domain("trace_summaries", ["trace_summaries"], {
  get: [
    returns(
      "returns the row",
      { trace_id: "trace_1" },
      { trace_id: "trace_1", summary: "sorted", key_behaviors: ["asks"], created_at: at(1) },
    ),
    returns("returns null where there is none", { trace_id: "trace_2" }, null),
  ],
  create: [
    returns(
      "adds a summary",
      { trace_id: "trace_2", summary: "s", key_behaviors: ["a", "b"] },
      { created: true, trace_id: "trace_2", summary: "s", key_behaviors: ["a", "b"], created_at: now },
    ),
    returns("needs no behaviours", { trace_id: "trace_2", summary: "s" }, { created: true, key_behaviors: null }),
    returns(
      "keeps the first",
      { trace_id: "trace_1", summary: "later" },
      { created: false, summary: "sorted", key_behaviors: ["asks"], created_at: at(1) },
    ),
    refuses("refuses an unknown trace", { trace_id: "trace_none", summary: "s" }, "foreign_key"),
    refuses("needs a summary", { trace_id: "trace_2" }, "invalid_argument"),
  ],
  list: [
    returns("lists the workspace's", { workspace_id: "ws_1" }, page([{ trace_id: "trace_1" }])),
    returns(
      "returns a cursor where more follow",
      { workspace_id: "ws_1", limit: 1 },
      page([{ trace_id: "trace_2" }], someText),
      {
        when: "INSERT INTO trace_summaries (trace_id, summary, created_at) VALUES ('trace_2', 's', '2026-01-02T00:00:00.000Z')",
      },
    ),
    returns("returns nothing of another workspace", { workspace_id: "ws_2" }, page([])),
    refuses("refuses a spoiled cursor", { workspace_id: "ws_1", cursor: "x" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { trace_id: "trace_1" }, true, {
      removes: { trace_summaries: [{ trace_id: "trace_1" }] },
    }),
    returns("says no where there is none", { trace_id: "trace_2" }, false),
  ],
});
