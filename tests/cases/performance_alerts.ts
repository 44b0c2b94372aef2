import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const workspace_id = "ws_1";
const alert = { eval_id: "eval_1", alert_type: "prompt_drift", message: "m" };

export default domain("performance_alerts", ["performance_alerts"], {
  upsert_open: [
    returns(
      "adds an alert where none of the type is open",
      { ...alert, current_value: 0.1, threshold_value: 0.2, prompt_id: "spr_1" },
      { id: newId("alert"), created: true },
      {
        leaves: {
          performance_alerts: [
            {
              id: newId("alert"),
              severity: "warning",
              current_value: 0.1,
              threshold_value: 0.2,
              prompt_id: "spr_1",
              triggered_at: now,
            },
          ],
        },
      },
    ),
    returns(
      "refreshes the open one",
      { ...alert, alert_type: "accuracy_drop", current_value: 0.4, threshold_value: 0.1 },
      { id: "alert_open", created: false },
      {
        leaves: {
          performance_alerts: [
            {
              id: "alert_open",
              message: "m",
              severity: "warning",
              current_value: 0.4,
              threshold_value: 0.8,
              triggered_at: at(3),
            },
          ],
        },
      },
    ),
    returns(
      "adds a new one after the old was resolved",
      { ...alert, alert_type: "accuracy_drop", id: "alert_new" },
      { id: "alert_new", created: true },
      { when: "UPDATE performance_alerts SET resolved_at = triggered_at" },
    ),
    refuses("refuses a taken id", { ...alert, id: "alert_done" }, "conflict"),
    refuses("refuses an unknown eval", { ...alert, eval_id: "eval_none" }, "foreign_key"),
    refuses("refuses an unknown prompt", { ...alert, prompt_id: "spr_none" }, "foreign_key"),
    refuses("refuses a severity that is none", { ...alert, severity: "bad" }, "invalid_argument"),
  ],
  list: [
    returns("lists what is open, the last first", { workspace_id, eval_id: "eval_1" }, ids("alert_open", "alert_seen")),
    returns(
      "can take the resolved along",
      { eval_id: "eval_1", unresolved_only: false },
      ids("alert_open", "alert_seen", "alert_done"),
    ),
    returns("returns nothing for another workspace's eval", { workspace_id, eval_id: "eval_theirs" }, []),
    returns("returns nothing for an unknown eval", { eval_id: "eval_none" }, []),
  ],
  acknowledge: [
    returns(
      "notes when and by whom",
      { workspace_id, eval_id: "eval_1", id: "alert_open", acknowledged_by: "eve" },
      { id: "alert_open", acknowledged_at: now, acknowledged_by: "eve", resolved_at: null },
    ),
    returns("overwrites what was noted", { id: "alert_seen" }, { acknowledged_at: now, acknowledged_by: null }),
    refuses("does not find another workspace's", { workspace_id, id: "alert_theirs" }, "not_found"),
    refuses("does not find another eval's", { eval_id: "eval_2", id: "alert_open" }, "not_found"),
    refuses("does not find an unknown id", { id: "alert_none" }, "not_found"),
  ],
  resolve: [
    returns(
      "notes when and by whom",
      { workspace_id, eval_id: "eval_1", id: "alert_open", resolved_by: "eve" },
      { id: "alert_open", resolved_at: now, resolved_by: "eve", acknowledged_at: null },
    ),
    returns("overwrites what was noted", { id: "alert_done" }, { resolved_at: now, resolved_by: null }),
    refuses("does not find another workspace's", { workspace_id, id: "alert_theirs" }, "not_found"),
    refuses("does not find another eval's", { eval_id: "eval_2", id: "alert_open" }, "not_found"),
    refuses("does not find an unknown id", { id: "alert_none" }, "not_found"),
  ],
  get: [
    returns(
      "returns the row",
      { id: "alert_open" },
      { id: "alert_open", severity: "critical", current_value: 0.5, metadata: null },
    ),
    returns("returns null for an unknown id", { id: "alert_none" }, null),
  ],
  create: [
    returns(
      "adds a row beside an open one",
      { ...alert, alert_type: "accuracy_drop" },
      { id: newId("alert"), severity: "warning", triggered_at: now, acknowledged_at: null, metadata: null },
    ),
    returns(
      "takes what is given",
      {
        ...alert,
        id: "alert_new",
        severity: "info",
        current_value: 1,
        threshold_value: 2,
        prompt_id: "spr_1",
        acknowledged_at: at(8),
        acknowledged_by: "a",
        resolved_at: at(9),
        resolved_by: "b",
        auto_action_taken: "auto_refine_queued",
        auto_action_job_id: "job_queued",
        metadata: { m: 1 },
      },
      {
        id: "alert_new",
        severity: "info",
        current_value: 1,
        threshold_value: 2,
        prompt_id: "spr_1",
        acknowledged_at: at(8),
        acknowledged_by: "a",
        resolved_at: at(9),
        resolved_by: "b",
        auto_action_taken: "auto_refine_queued",
        auto_action_job_id: "job_queued",
        metadata: { m: 1 },
      },
    ),
    refuses("refuses a taken id", { ...alert, id: "alert_open" }, "conflict"),
    refuses("refuses an unknown job", { ...alert, auto_action_job_id: "job_none" }, "foreign_key"),
    refuses("refuses a type that is none", { ...alert, alert_type: "other" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "alert_seen" }, true, { removes: { performance_alerts: [{ id: "alert_seen" }] } }),
    returns("says no for an unknown id", { id: "alert_none" }, false),
    refuses("is blocked while a refinement refers to it", { id: "alert_open" }, "foreign_key"),
  ],
});
