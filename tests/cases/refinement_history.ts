import { domain, returns, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const refinement = { eval_id: "eval_1", new_version: 4, trigger_type: "threshold" };
const more = {
  parent_version: 3,
  trigger_alert_id: "alert_seen",
  trigger_metrics: { m: 1 },
  include_contradictions: false,
  custom_instructions: "c",
  result_accuracy: 0.5,
  improvement_delta: -0.1,
  status: "rejected",
  job_id: "job_queued",
  rejected_at: at(8),
  rejected_by: "a",
  rejection_reason: "r",
  deployed_at: at(9),
  deployed_by: "b",
  completed_at: at(9),
};

export default domain("refinement_history", ["refinement_history"], {
  list: [
    returns("lists the newest first, with the alert", { workspace_id: "ws_1", eval_id: "eval_1" }, [
      { id: "ref_2", trigger_alert_type: null, trigger_alert_message: null, job_id: "job_completed" },
      { id: "ref_1", include_contradictions: true, trigger_alert_type: "accuracy_drop", trigger_alert_message: "fell" },
    ]),
    returns("returns nothing for another workspace's eval", { workspace_id: "ws_2", eval_id: "eval_1" }, []),
    returns("returns nothing for an unknown eval", { eval_id: "eval_none" }, []),
  ],
  get: [
    returns(
      "returns the row",
      { id: "ref_1" },
      { id: "ref_1", parent_version: 1, new_version: 2, status: "pending", include_contradictions: true },
    ),
    returns("returns null for an unknown id", { id: "ref_none" }, null),
  ],
  create: [
    returns("adds a pending row with a new id", refinement, {
      ...refinement,
      id: newId("ref"),
      status: "pending",
      include_contradictions: true,
      parent_version: null,
      created_at: now,
      completed_at: null,
    }),
    returns("takes what is given", { ...refinement, ...more, id: "ref_new" }, { id: "ref_new", ...more }),
    refuses("refuses a taken id", { ...refinement, id: "ref_1" }, "conflict"),
    refuses("refuses an unknown eval", { ...refinement, eval_id: "eval_none" }, "foreign_key"),
    refuses("refuses an unknown alert", { ...refinement, trigger_alert_id: "alert_none" }, "foreign_key"),
    refuses("refuses a trigger that is none", { ...refinement, trigger_type: "other" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "ref_1" }, true, { removes: { refinement_history: [{ id: "ref_1" }] } }),
    returns("says no for an unknown id", { id: "ref_none" }, false),
  ],
});
