import type { Client, Job, JobRetryHistory } from "../../dist/index.js";
import { same } from "./equal.js";

const workspace_id = "ws";
const key = { id: "job" };

export async function jobs({ jobs }: Client) {
  const made = await jobs.create({
    workspace_id,
    type: "import",
    metadata: { workspaceId: "ws", anything: [1] },
    priority: 2,
  });
  same<typeof made, Job>();
  const many = await jobs.create_many({
    jobs: [
      { workspace_id, type: "import" },
      { id: "job", workspace_id, type: "execute", metadata: null },
    ],
  });
  same<typeof many, Job[]>();
  const one = await jobs.get(key);
  same<typeof one, Job | null>();
  const list = await jobs.list({
    workspace_id,
    status: "failed",
    error_category: "unknown",
    type: "monitor",
    limit: 1,
  });
  same<typeof list, Job[]>();
  await jobs.list_due_retries({ workspace_id, now: "2026-01-01T00:00:00Z" });
  const counts: number = (await jobs.count()) + (await jobs.count({ status: "queued" }));
  await jobs.claim_next();
  const claimed = await jobs.claim_next({ workspace_id, due_only: true });
  same<typeof claimed, Job[]>();
  await jobs.start(key);
  const nothing = await jobs.set_progress({ ...key, progress: 50 });
  same<typeof nothing, void>();
  await jobs.complete(key);
  await jobs.complete({ ...key, result: { any: ["json"] } });
  await jobs.fail({ ...key, error: "e" });
  await jobs.cancel({ ...key, workspace_id });
  await jobs.retry(key);
  const attempt = await jobs.record_retry({
    job_id: "job",
    attempt: 1,
    error: "e",
    error_category: "transient_network",
    delay_ms: 5,
  });
  same<typeof attempt, JobRetryHistory>();
  await jobs.mark_dead_letter({
    ...key,
    error: "e",
    final_attempt: 5,
    requires_user_action: true,
    suggested_action: null,
  });
  await jobs.set_error_category({ ...key, error_category: null });
  await jobs.delete(key);
  made.metadata?.moved_to_dlq satisfies number | undefined;

  // @ts-expect-error a type is one of eleven
  await jobs.create({ workspace_id, type: "rollout_task" });
  // @ts-expect-error a new job waits or runs
  await jobs.create({ workspace_id, type: "import", status: "failed" });
  // @ts-expect-error metadata is an object
  await jobs.create({ workspace_id, type: "import", metadata: "text" });
  // @ts-expect-error of a job each
  await jobs.create_many({ jobs: [{ workspace_id }] });
  // @ts-expect-error no list
  await jobs.create_many([{ workspace_id, type: "import" }]);
  // @ts-expect-error many have no status
  await jobs.create_many({ jobs: [{ workspace_id, type: "import", status: "running" }] });
  // @ts-expect-error an id is required
  await jobs.get({ workspace_id });
  // @ts-expect-error the workspace is required
  await jobs.list({ status: "queued" });
  // @ts-expect-error a moment is text
  await jobs.list_due_retries({ workspace_id, now: new Date() });
  // @ts-expect-error a status is one of five
  await jobs.count({ status: "done" });
  // @ts-expect-error true or false
  await jobs.claim_next({ due_only: 1 });
  // @ts-expect-error the id is named
  await jobs.start("job");
  // @ts-expect-error progress is a number
  await jobs.set_progress({ ...key, progress: "50" });
  // @ts-expect-error an id is required
  await jobs.complete({ result: {} });
  // @ts-expect-error an error is text
  await jobs.fail({ ...key, error: new Error("e") });
  // @ts-expect-error a workspace is not undefined
  await jobs.cancel({ ...key, workspace_id: undefined });
  // @ts-expect-error nor null
  await jobs.retry({ ...key, workspace_id: null });
  // @ts-expect-error a category is one of nine
  await jobs.record_retry({ job_id: "job", attempt: 1, error: "e", error_category: "bad_luck", delay_ms: 5 });
  // @ts-expect-error the last attempt is required
  await jobs.mark_dead_letter({ ...key, error: "e" });
  // @ts-expect-error a category is text
  await jobs.set_error_category({ ...key, error_category: 1 });
  // @ts-expect-error an id is required
  await jobs.delete({});
  return counts;
}

export async function job_retry_history({ job_retry_history: history }: Client) {
  const all = await history.list({ job_id: "job" });
  same<typeof all, JobRetryHistory[]>();
  const one = await history.get({ id: "retry" });
  same<typeof one, JobRetryHistory | null>();
  await history.create({ job_id: "job", attempt: 1, error: "e", error_category: "unknown", delay_ms: 0 });
  const gone: boolean = await history.delete({ id: "retry" });

  // @ts-expect-error of a job
  await history.list({ id: "retry" });
  // @ts-expect-error by id
  await history.get({ job_id: "job" });
  // @ts-expect-error a delay is required
  await history.create({ job_id: "job", attempt: 1, error: "e", error_category: "unknown" });
  // @ts-expect-error an id is text
  await history.delete({ id: null });
  return gone;
}
