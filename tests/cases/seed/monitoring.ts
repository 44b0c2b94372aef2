// Snapshots, alerts, and the refinements that follow.
import { at, created, rows, type Table } from "./row.js";

export const monitoring: Table[] = [
  rows("performance_snapshots", [
    {
      id: "snap_1",
      eval_id: "eval_1",
      snapshot_date: "2026-01-01",
      accuracy: 0.9,
      execution_count: 10,
      pass_count: 9,
      fail_count: 1,
      ...created(1),
    },
    { id: "snap_2", eval_id: "eval_1", snapshot_date: "2026-01-02", accuracy: 0.8, execution_count: 5, ...created(2) },
  ]),
  rows("performance_alerts", [
    {
      id: "alert_open",
      eval_id: "eval_1",
      alert_type: "accuracy_drop",
      severity: "critical",
      current_value: 0.5,
      threshold_value: 0.8,
      message: "fell",
      triggered_at: at(3),
    },
    {
      id: "alert_seen",
      eval_id: "eval_1",
      alert_type: "error_spike",
      message: "errors",
      triggered_at: at(2),
      acknowledged_at: at(4),
      acknowledged_by: "ann",
    },
    {
      id: "alert_done",
      eval_id: "eval_1",
      alert_type: "accuracy_drop",
      message: "fell",
      triggered_at: at(1),
      resolved_at: at(5),
      resolved_by: "ann",
    },
    { id: "alert_theirs", eval_id: "eval_theirs", alert_type: "accuracy_drop", message: "fell", triggered_at: at(1) },
  ]),
  rows("refinement_history", [
    {
      id: "ref_1",
      eval_id: "eval_1",
      parent_version: 1,
      new_version: 2,
      trigger_type: "manual",
      trigger_alert_id: "alert_open",
      ...created(1),
    },
    { id: "ref_2", eval_id: "eval_1", new_version: 3, trigger_type: "manual", job_id: "job_completed", ...created(2) },
  ]),
  rows("auto_refine_cooldowns", [
    {
      id: "cool_1",
      eval_id: "eval_1",
      last_attempt_at: at(1),
      next_allowed_at: at(9),
      consecutive_failures: 1,
      updated_at: at(1),
    },
  ]),
];
