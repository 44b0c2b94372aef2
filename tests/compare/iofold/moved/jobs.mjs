// The job manager.
import { isSquallError } from "./answers.mjs";

/** @param {import("squall").Job} row */
const jobOf = (row) => ({
  id: row.id,
  workspace_id: row.workspace_id,
  type: row.type,
  status: row.status,
  progress: row.progress,
  created_at: row.created_at,
  started_at: row.started_at,
  completed_at: row.completed_at,
  result: row.result ?? undefined,
  error: row.error,
});

export class JobManager {
  /** @param {import("squall").Client} db */
  constructor(db) {
    this.db = db;
  }
  async createJob(type, workspace_id, metadata = {}) {
    const row = await this.db.jobs.create({
      type,
      workspace_id,
      metadata: { workspaceId: workspace_id, ...metadata },
      priority: metadata.priority,
      max_retries: metadata.maxRetries,
    });
    const { result, error, ...job } = jobOf(row);
    return job;
  }
  async getJob(id) {
    const row = await this.db.jobs.get({ id });
    return row && jobOf(row);
  }
  async updateJobStatus(id, status, progress, error) {
    const { jobs } = this.db;
    if (status === "completed") await jobs.complete({ id });
    else if (status === "failed") await jobs.fail({ id, error: error ?? "" });
    else if (status === "cancelled") await jobs.cancel({ id });
    else if (status === "running" && !progress) await jobs.start({ id });
    else await jobs.set_progress({ id, progress: progress ?? 0 });
  }
  updateJobProgress(id, progress) {
    return this.db.jobs.set_progress({ id, progress });
  }
  async completeJob(id, result) {
    await this.db.jobs.complete({ id, result });
  }
  async failJob(id, error) {
    await this.db.jobs.fail({ id, error });
  }
  async cancelJob(id) {
    try {
      await this.db.jobs.cancel({ id });
      return true;
    } catch (error) {
      if (isSquallError(error) && ["not_found", "guard_failed"].includes(error.kind)) return false;
      throw error;
    }
  }
  async listJobs(workspace_id, { type, status, limit } = {}) {
    return (await this.db.jobs.list({ workspace_id, type, status, limit: limit || 20 })).map(jobOf);
  }
  async getJobMetadata(id) {
    return (await this.db.jobs.get({ id }))?.metadata ?? null;
  }
  async getJobRetryHistory(job_id) {
    const rows = await this.db.job_retry_history.list({ job_id });
    return rows.map(({ attempt, error, error_category, delay_ms, created_at }) => ({
      attempt,
      error,
      error_category,
      delay_ms,
      created_at,
    }));
  }
  async listJobsPendingRetry(workspace_id, limit) {
    return (await this.db.jobs.list_due_retries({ workspace_id, limit })).map(jobOf);
  }
  async updateJobErrorCategory(id, error_category) {
    await this.db.jobs.set_error_category({ id, error_category });
  }
  async getJobsByErrorCategory(workspace_id, error_category, limit) {
    return (await this.db.jobs.list({ workspace_id, error_category, limit: limit ?? 50 })).map(jobOf);
  }
}
