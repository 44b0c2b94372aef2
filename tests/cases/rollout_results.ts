import { domain, returns, ids, newId, now, refuses, step } from "./case.js";

const result = { batch_id: "batch_1", task_id: "t2", status: "failed" };
const more = { trace: [step], error: "e", execution_time_ms: 9 };

export default domain("rollout_results", ["rollout_results", "rollout_batches"], {
  record: [
    returns(
      "adds the result and leaves the batch",
      { ...result, ...more },
      { id: newId("rr"), created: true },
      {
        leaves: {
          rollout_results: [{ id: newId("rr"), ...more, created_at: now }],
          rollout_batches: [{ id: "batch_1", status: "queued" }],
        },
      },
    ),
    returns(
      "keeps the first result of a task",
      { ...result, task_id: "t1" },
      { id: "rr_1", created: false },
      { leaves: { rollout_results: [{ id: "rr_1", status: "completed" }] } },
    ),
    refuses("refuses a taken id", { ...result, id: "rr_1" }, "conflict"),
    refuses("refuses an unknown batch", { ...result, batch_id: "batch_none" }, "foreign_key"),
    refuses("refuses a status that is none", { ...result, status: "pending" }, "invalid_argument"),
  ],
  list: [
    returns("lists the oldest first", { batch_id: "batch_1" }, ids("rr_1")),
    returns("returns nothing for an unknown batch", { batch_id: "batch_none" }, []),
  ],
  get: [
    returns("returns the row", { id: "rr_1" }, { id: "rr_1", trace: [1], execution_time_ms: 7 }),
    returns("returns null for an unknown id", { id: "rr_none" }, null),
  ],
  delete: [
    returns("removes the row", { id: "rr_1" }, true, { removes: { rollout_results: [{ id: "rr_1" }] } }),
    returns("says no for an unknown id", { id: "rr_none" }, false),
  ],
  create: [
    returns("adds a row with a new id", result, {
      ...result,
      id: newId("rr"),
      trace: null,
      error: null,
      created_at: now,
    }),
    returns("takes what is given", { ...result, ...more, id: "rr_new" }, { id: "rr_new", ...more }),
    refuses("refuses a second result of a task", { ...result, task_id: "t1" }, "conflict"),
    refuses("refuses a taken id", { ...result, id: "rr_1" }, "conflict"),
    refuses("refuses an unknown batch", { ...result, batch_id: "batch_none" }, "foreign_key"),
    refuses("refuses a status that is none", { ...result, status: "pending" }, "invalid_argument"),
  ],
});
