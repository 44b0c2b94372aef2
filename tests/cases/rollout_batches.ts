import { domain, returns, newId, now, refuses } from "./case.js";

const workspace_id = "ws_1";
const batch = { workspace_id, agent_id: "agent_1", system_prompt: "s", task_count: 3 };
const second = (status: string): string =>
  `INSERT INTO rollout_results (id, batch_id, task_id, status) VALUES ('rr_2', 'batch_1', 't2', '${status}')`;

export default domain("rollout_batches", ["rollout_batches", "rollout_results"], {
  create: [
    returns("adds a queued batch", batch, {
      ...batch,
      id: newId("rb"),
      status: "queued",
      config: {},
      created_at: now,
      completed_at: null,
    }),
    returns(
      "takes what is given",
      { ...batch, id: "batch_new", config: { n: 2 } },
      { id: "batch_new", config: { n: 2 } },
    ),
    refuses("refuses a taken id", { ...batch, id: "batch_1" }, "conflict"),
    refuses("refuses another workspace's agent", { ...batch, agent_id: "agent_theirs" }, "foreign_key"),
    refuses("refuses a batch of no tasks", { ...batch, task_count: 0 }, "invalid_argument"),
  ],
  get: [
    returns("returns the row", { workspace_id, id: "batch_1" }, { id: "batch_1", status: "queued", config: { n: 1 } }),
    returns("returns null for another workspace's", { workspace_id, id: "batch_theirs" }, null),
    returns("returns null for an unknown id", { workspace_id, id: "batch_none" }, null),
  ],
  list: [
    returns("lists batches with their counts", { workspace_id }, [
      { id: "batch_1", agent_name: "Sorter", result_count: 1, completed_count: 1, failed_count: 0 },
    ]),
    returns("returns zeros without results", { workspace_id: "ws_2" }, [
      { id: "batch_theirs", result_count: 0, completed_count: 0, failed_count: 0 },
    ]),
    returns("narrows by agent", { workspace_id, agent_id: "agent_bare" }, []),
    refuses("refuses a limit of 0", { workspace_id, limit: 0 }, "invalid_argument"),
  ],
  refresh_status: [
    returns(
      "tells running, and stores nothing",
      { workspace_id, id: "batch_1" },
      { status: "running", completed_count: 1, failed_count: 0, pending_count: 1, completed_at: null },
      { leaves: { rollout_batches: [{ id: "batch_1", status: "queued" }] } },
    ),
    returns(
      "tells queued without results",
      { workspace_id, id: "batch_1" },
      { status: "queued", pending_count: 2 },
      { when: "DELETE FROM rollout_results" },
    ),
    returns(
      "stores completed",
      { workspace_id, id: "batch_1" },
      { status: "completed", pending_count: 0, completed_at: now },
      {
        when: second("completed"),
        leaves: { rollout_batches: [{ id: "batch_1", status: "completed", completed_at: now }] },
      },
    ),
    returns(
      "stores partial where one failed",
      { workspace_id, id: "batch_1" },
      { status: "partial", failed_count: 1 },
      { when: second("timeout") },
    ),
    returns(
      "leaves completed_at where the status is there",
      { workspace_id, id: "batch_1" },
      { completed_at: "2026-01-09T00:00:00.000Z" },
      {
        when: `${second("completed")}; UPDATE rollout_batches SET status = 'completed', completed_at = '2026-01-09T00:00:00.000Z' WHERE id = 'batch_1'`,
      },
    ),
    refuses("does not find another workspace's", { workspace_id, id: "batch_theirs" }, "not_found"),
    refuses("does not find an unknown id", { workspace_id, id: "batch_none" }, "not_found"),
  ],
  delete: [
    returns("removes the batch and its results", { id: "batch_1" }, true, {
      removes: { rollout_batches: [{ id: "batch_1" }], rollout_results: [{ id: "rr_1" }] },
    }),
    returns("says no for an unknown id", { id: "batch_none" }, false),
  ],
});
