import { domain, returns, ids, newId, now, refuses } from "./case.js";

const day = { eval_id: "eval_1", snapshot_date: "2026-02-01" };
const figures = {
  accuracy: 0.5,
  execution_count: 6,
  contradiction_count: 1,
  error_count: 2,
  pass_count: 3,
  fail_count: 1,
  prompt_distribution: { p: 1 },
};

export default domain("performance_snapshots", ["performance_snapshots"], {
  upsert: [
    returns(
      "adds the day's row, named after both",
      { ...day, ...figures },
      { ...day, ...figures, id: "eval_1_2026-02-01", created_at: now },
    ),
    returns(
      "overwrites the row of a day; absent figures are 0",
      { eval_id: "eval_1", snapshot_date: "2026-01-01" },
      { id: "snap_1", accuracy: null, execution_count: 0, pass_count: 0, created_at: now },
    ),
    returns(
      "keeps a distribution that is not given",
      { ...day, snapshot_date: "2026-01-01", accuracy: 1 },
      { accuracy: 1, prompt_distribution: { kept: 1 } },
      { when: `UPDATE performance_snapshots SET prompt_distribution = '{"kept":1}'` },
    ),
    refuses("refuses an unknown eval", { ...day, eval_id: "eval_none" }, "foreign_key"),
    refuses("refuses a day that is none", { ...day, snapshot_date: "2026-02-30" }, "invalid_argument"),
  ],
  list: [
    returns("lists the last 30 days by the clock", { eval_id: "eval_1" }, ids("snap_2"), {
      when: "UPDATE performance_snapshots SET snapshot_date = '2026-01-04' WHERE id = 'snap_2'",
    }),
    returns("lists the days in order", { eval_id: "eval_1", days: 40 }, ids("snap_1", "snap_2")),
    returns("counts from another day", { eval_id: "eval_1", days: 0, today: "2026-01-02" }, ids("snap_2")),
    returns("takes later days along", { eval_id: "eval_1", today: "2025-12-31" }, ids("snap_1", "snap_2")),
    refuses("refuses less than no days", { eval_id: "eval_1", days: -1 }, "invalid_argument"),
  ],
  get: [
    returns(
      "returns the row",
      { id: "snap_1" },
      { id: "snap_1", accuracy: 0.9, pass_count: 9, prompt_distribution: null },
    ),
    returns("returns null for an unknown id", { id: "snap_none" }, null),
  ],
  create: [
    returns("adds a row with a new id", day, {
      ...day,
      id: newId("snap"),
      accuracy: null,
      execution_count: 0,
      prompt_distribution: null,
      created_at: now,
    }),
    returns("takes what is given", { ...day, ...figures, id: "snap_new" }, { id: "snap_new", ...figures }),
    refuses("refuses a second row of a day", { ...day, snapshot_date: "2026-01-01" }, "conflict"),
    refuses("refuses a taken id", { ...day, id: "snap_1" }, "conflict"),
    refuses("refuses an unknown eval", { ...day, eval_id: "eval_none" }, "foreign_key"),
    refuses("refuses a day that is none", { ...day, snapshot_date: "today" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "snap_1" }, true, { removes: { performance_snapshots: [{ id: "snap_1" }] } }),
    returns("says no for an unknown id", { id: "snap_none" }, false),
  ],
});
