import type { ExamplesOf } from "../support/examples.js";

const workspace_id = "ws_ours";

export default {
  create: {
    id: "job_new",
    workspace_id,
    type: "execute",
    status: "running",
    metadata: { workspaceId: "ws_ours" },
    priority: 2,
    max_retries: 1,
    agent_id: "agent_live",
    agent_version_id: "ver_1",
    trigger_event: "e",
    trigger_threshold: "t",
  },
  create_many: {
    jobs: [{ id: "job_new", workspace_id, type: "import", metadata: { a: 1 }, priority: 1, max_retries: 2 }],
  },
  get: { workspace_id, id: "job_queued" },
  list: { workspace_id, type: "import", error_category: "transient_server", status: "failed", limit: 3 },
  list_due_retries: { workspace_id, now: "2026-01-06T00:00:00.000Z", limit: 3 },
  count: { status: "queued", workspace_id },
  claim_next: { limit: 2, workspace_id, due_only: true },
  start: { id: "job_queued" },
  set_progress: { id: "job_running", progress: 50 },
  complete: { id: "job_running", result: { traces: 1 } },
  fail: { id: "job_running", error: "it broke" },
  cancel: { workspace_id, id: "job_running" },
  retry: { workspace_id, id: "job_failed" },
  record_retry: {
    job_id: "job_failed",
    attempt: 3,
    error: "e",
    error_category: "unknown",
    delay_ms: 1500,
    history_id: "retry_new",
  },
  mark_dead_letter: {
    id: "job_failed",
    error: "e",
    final_attempt: 5,
    error_category: "permanent_auth",
    requires_user_action: true,
    suggested_action: "log in",
  },
  set_error_category: { id: "job_failed", error_category: "unknown" },
  delete: { id: "job_queued" },
} satisfies ExamplesOf<"jobs">;
