// The jobs of the world, as the client gives them.
import { expect } from "vitest";
import { now, numberedId } from "./squall.js";
import { before } from "./world.js";

export const workspace_id = "ws_ours";
export const job = {
  id: "",
  workspace_id,
  type: "import",
  status: "queued",
  progress: 0,
  metadata: { kept: "yes" } as unknown,
  result: null as unknown,
  error: null as string | null,
  retry_count: 0,
  max_retries: 5,
  error_category: null as string | null,
  last_error_at: null as string | null,
  next_retry_at: null as string | null,
  priority: 0,
  created_at: "",
  started_at: null as string | null,
  completed_at: null as string | null,
  agent_id: null,
  agent_version_id: null,
  trigger_event: null,
  trigger_threshold: null,
};
export const queued = { ...job, id: "job_queued", created_at: "2026-01-01T00:01:00.000Z" };
export const due = {
  ...job,
  id: "job_due",
  created_at: "2026-01-01T00:02:00.000Z",
  next_retry_at: "2026-01-05 00:00:00",
  priority: 3,
};
export const later = {
  ...job,
  id: "job_later",
  created_at: "2026-01-01T00:03:00.000Z",
  next_retry_at: "2027-01-01T00:00:00.000Z",
};
export const running = {
  ...job,
  id: "job_running",
  status: "running",
  progress: 40,
  created_at: "2026-01-01T00:04:00.000Z",
  started_at: before,
};
export const failed = {
  ...job,
  id: "job_failed",
  status: "failed",
  error: "it broke",
  error_category: "transient_server",
  retry_count: 2,
  created_at: "2026-01-01T00:05:00.000Z",
  completed_at: before,
};
export const made = { ...job, id: numberedId("job", 1), metadata: null, created_at: now };
export const ids = (...all: string[]) => all.map((id) => expect.objectContaining({ id }));
