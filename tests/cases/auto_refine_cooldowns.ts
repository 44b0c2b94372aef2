import { domain, returns, ids, newId, now, refuses } from "./case.js";
import { at } from "./seed.js";

const failures = (n: number | null): string => `UPDATE auto_refine_cooldowns SET consecutive_failures = ${n ?? "NULL"}`;

export default domain("auto_refine_cooldowns", ["auto_refine_cooldowns"], {
  get: [
    returns(
      "returns the row",
      { eval_id: "eval_1" },
      { id: "cool_1", eval_id: "eval_1", next_allowed_at: at(9), consecutive_failures: 1 },
    ),
    returns("returns null where nothing was tried", { eval_id: "eval_2" }, null),
  ],
  record_attempt: [
    returns(
      "begins a row, named after the eval",
      { eval_id: "eval_2", success: true },
      {
        id: "eval_2",
        consecutive_failures: 0,
        last_attempt_at: now,
        next_allowed_at: "2026-02-04T04:05:06.789Z",
        updated_at: now,
      },
    ),
    returns(
      "waits 96 hours after the first failure",
      { eval_id: "eval_2", success: false },
      { consecutive_failures: 1, next_allowed_at: "2026-02-07T04:05:06.789Z" },
    ),
    returns(
      "waits longer with each",
      { eval_id: "eval_1", success: false },
      { id: "cool_1", consecutive_failures: 2, next_allowed_at: "2026-02-11T04:05:06.789Z" },
    ),
    returns(
      "waits no longer than 768 hours",
      { eval_id: "eval_1", success: false },
      { consecutive_failures: 8, next_allowed_at: "2026-03-07T04:05:06.789Z" },
      { when: failures(7) },
    ),
    returns(
      "begins anew with a success",
      { eval_id: "eval_1", success: true },
      { id: "cool_1", consecutive_failures: 0 },
    ),
    returns(
      "counts NULL as 0",
      { eval_id: "eval_1", success: false },
      { consecutive_failures: 1 },
      { when: failures(null) },
    ),
    returns(
      "takes another timestamp",
      { eval_id: "eval_1", success: true, now: "2026-05-01T00:00:00Z" },
      { last_attempt_at: "2026-05-01T00:00:00.000Z", next_allowed_at: "2026-05-02T00:00:00.000Z" },
    ),
    refuses("refuses an unknown eval", { eval_id: "eval_none", success: true }, "foreign_key"),
    refuses(
      "refuses a text that is not a timestamp",
      { eval_id: "eval_1", success: true, now: "soon" },
      "invalid_argument",
    ),
  ],
  list: [
    returns("lists the workspace's", { workspace_id: "ws_1" }, ids("cool_1")),
    returns("returns nothing of another workspace", { workspace_id: "ws_2" }, []),
  ],
  create: [
    returns(
      "adds a row with a new id",
      { eval_id: "eval_2", last_attempt_at: at(1), next_allowed_at: at(2) },
      { id: newId("cooldown"), consecutive_failures: 0, last_attempt_at: at(1), updated_at: now },
    ),
    returns(
      "takes what is given",
      { eval_id: "eval_2", last_attempt_at: at(1), next_allowed_at: at(2), consecutive_failures: 3, id: "cool_new" },
      { id: "cool_new", consecutive_failures: 3 },
    ),
    refuses(
      "refuses a second row of an eval",
      { eval_id: "eval_1", last_attempt_at: at(1), next_allowed_at: at(2) },
      "conflict",
    ),
    refuses(
      "refuses a taken id",
      { eval_id: "eval_2", last_attempt_at: at(1), next_allowed_at: at(2), id: "cool_1" },
      "conflict",
    ),
    refuses(
      "refuses an unknown eval",
      { eval_id: "eval_none", last_attempt_at: at(1), next_allowed_at: at(2) },
      "foreign_key",
    ),
    refuses(
      "refuses a text that is not a timestamp",
      { eval_id: "eval_2", last_attempt_at: "soon", next_allowed_at: at(2) },
      "invalid_argument",
    ),
  ],
  delete: [
    returns("removes the row", { eval_id: "eval_1" }, true, { removes: { auto_refine_cooldowns: [{ id: "cool_1" }] } }),
    returns("says no where there is none", { eval_id: "eval_2" }, false),
  ],
});
