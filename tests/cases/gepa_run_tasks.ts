import { domain, returns, ids, newId, page, refuses, someText } from "./case.js";

const task = { run_id: "gepa_pending", task_id: "task_1", split: "test" };

export default domain("gepa_run_tasks", ["gepa_run_tasks"], {
  get: [
    returns("returns the row", { id: "grt_1" }, { id: "grt_1", split: "train", score: 0.5 }),
    returns("returns null for an unknown id", { id: "grt_none" }, null),
  ],
  list: [
    returns("lists by id", { run_id: "gepa_running" }, page(ids("grt_1", "grt_2"))),
    returns("narrows by split", { run_id: "gepa_running", split: "val" }, page(ids("grt_2"))),
    returns("returns a cursor where more follow", { run_id: "gepa_running", limit: 1 }, page(ids("grt_1"), someText)),
    refuses("refuses a spoiled cursor", { run_id: "gepa_running", cursor: "x" }, "invalid_argument"),
  ],
  create: [
    returns("adds a row without a score", task, { ...task, id: newId("grt"), score: null }),
    returns("takes what is given", { ...task, id: "grt_new", score: 0.5 }, { id: "grt_new", score: 0.5 }),
    refuses("refuses a task that the run has", { ...task, run_id: "gepa_running" }, "conflict"),
    refuses("refuses a taken id", { ...task, id: "grt_1" }, "conflict"),
    refuses("refuses an unknown run", { ...task, run_id: "gepa_none" }, "foreign_key"),
    refuses("refuses a split that is none", { ...task, split: "other" }, "invalid_argument"),
  ],
  delete: [
    returns("removes the row", { id: "grt_1" }, true, { removes: { gepa_run_tasks: [{ id: "grt_1" }] } }),
    returns("says no for an unknown id", { id: "grt_none" }, false),
  ],
});
