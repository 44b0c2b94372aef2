// What an application's own types ask of rows: closed enums, values where the database has one, optional means optional, JSON
// documents with the fields that are stored.
import type { Agent, Client, Job, TasksetRun, Trace } from "../../dist/index.js";
import { same } from "./equal.js";

type JobStatus = "queued" | "running" | "completed" | "failed" | "cancelled";

/** Exhaustive: it compiles only where no other text is possible. */
export function ended(job: Job): boolean {
  switch (job.status) {
    case "queued":
    case "running":
      return false;
    case "completed":
    case "failed":
    case "cancelled":
      return true;
  }
}
export function enums(job: Job, agent: Agent) {
  const status: JobStatus = job.status;
  same<Agent["status"], "discovered" | "confirmed" | "archived">();
  // @ts-expect-error no agent has this status
  if (agent.status === "something old") return null;
  // @ts-expect-error not every status of a job
  const few: "queued" | "running" = job.status;
  return [status, few];
}

export async function filled({ agents, traces, tasksets, taskset_runs, gepa_runs, overviews }: Client) {
  const times: string[] = [];
  const numbers: number[] = [];
  for (const row of await agents.list({ workspace_id: "ws" })) times.push(row.created_at, row.updated_at);
  for (const row of await tasksets.list({ workspace_id: "ws", agent_id: "a" })) numbers.push(row.task_count);
  for (const row of await taskset_runs.list({ workspace_id: "ws", taskset_id: "t" }))
    numbers.push(row.completed_count, row.failed_count);
  const page = await traces.list({ workspace_id: "ws" });
  for (const row of page.items) {
    times.push(row.imported_at);
    numbers.push(row.step_count);
    const hasErrors: boolean = row.has_errors;
    times.push(String(hasErrors));
  }
  const progress = await gepa_runs.get_progress({ id: "r" });
  if (progress) numbers.push(progress.max_metric_calls, progress.progress_metric_calls);
  const overview = await overviews.agent({ workspace_id: "ws", id: "a" });
  if (overview) times.push(overview.created_at);
  same<Trace["assignment_status"], "unassigned" | "assigned" | "orphaned">();
  same<TasksetRun["started_at"], string | null>();
  const [agent] = await agents.list({ workspace_id: "ws" });
  // @ts-expect-error of a version that may not be there
  const version: string = agent!.version_created_at;
  return [times, numbers, version];
}

export async function optional({ eval_executions, eval_candidates, evals }: Client) {
  await eval_executions.record_many({ eval_id: "e", results: [{ trace_id: "t", predicted_result: true }] });
  await eval_executions.record_many({
    eval_id: "e",
    results: [{ trace_id: "t", predicted_result: true, error: null, stdout: undefined }],
  });
  await eval_candidates.create_many({ agent_id: "a", candidates: [{ code: "c" }] });
  // @ts-expect-error a result is required
  await eval_executions.record_many({ eval_id: "e", results: [{ trace_id: "t" }] });
  // @ts-expect-error all of a candidate's metrics are overwritten: each is named
  await eval_candidates.record_test_results({ results: [{ candidate_id: "c" }] });
  // A setting may be cleared, so it may be null.
  const settings = await evals.list_monitoring_settings();
  const on: (boolean | null)[] = settings.map((s) => s.auto_execute_enabled);
  return on;
}

export async function documents({ jobs, traces }: Client) {
  const job = await jobs.create({
    workspace_id: "ws",
    type: "execute",
    metadata: { workspaceId: "ws", evalId: "eval_1", traceIds: ["t"], maxRetries: 3, anything: { else: true } },
  });
  const ids: string[] = job.metadata?.traceIds ?? [];
  const other: unknown = job.metadata?.["anything"];
  // @ts-expect-error a list of texts
  await jobs.create({ workspace_id: "ws", type: "execute", metadata: { traceIds: "t" } });
  const trace = await traces.get({ workspace_id: "ws", id: "t" });
  for (const step of trace?.steps ?? []) {
    for (const message of step.messages_added) if (message.role === "user") ids.push(message.content);
    for (const call of step.tool_calls) ids.push(call.tool_name, ...Object.keys(call.arguments));
  }
  return [ids, other];
}
