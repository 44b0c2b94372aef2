// Takes the place of the application's src/jobs/job-manager.test.ts, whose tests looked at SQL texts: the same questions, asked
// of a database.
import { beforeEach, describe, expect, it } from 'vitest';
import { open } from 'squall';
import { openSqlite, readMigrations } from 'squall/sqlite-wasm';
import { JobManager } from './job-manager';

const migrations = await readMigrations('node_modules/squall/migrations');

describe('JobManager retry tracking', () => {
  let db: Awaited<ReturnType<typeof openSqlite>>;
  let client: ReturnType<typeof open>;
  let manager: JobManager;

  beforeEach(async () => {
    db = await openSqlite();
    await db.applyMigrations(migrations);
    client = open(db);
    await client.users.create({ id: 'user_1', email: 'a@example.com' });
    await client.workspaces.create({ id: 'ws_test', user_id: 'user_1', name: 'Test' });
    manager = new JobManager(db as any);
  });

  it('should create job with retry configuration', async () => {
    const { id } = await manager.createJob('import', 'ws_test', { evalId: 'eval_123', maxRetries: 3, priority: 10 });
    const row = await client.jobs.get({ id });
    expect(row).toMatchObject({ status: 'queued', progress: 0, max_retries: 3, priority: 10 });
    expect(row?.metadata).toMatchObject({ workspaceId: 'ws_test', evalId: 'eval_123' });
  });

  it('should create job with default retry configuration', async () => {
    const { id } = await manager.createJob('import', 'ws_test');
    expect(await client.jobs.get({ id })).toMatchObject({ max_retries: 5, priority: 0 });
  });

  it('should get job retry history', async () => {
    const { id } = await manager.createJob('import', 'ws_test');
    for (const attempt of [1, 2])
      await client.jobs.record_retry({
        job_id: id,
        attempt,
        error: 'Network timeout',
        error_category: 'transient_network',
        delay_ms: 1000 * attempt,
      });
    const history = await manager.getJobRetryHistory(id);
    expect(history.map(({ attempt, delay_ms }) => [attempt, delay_ms])).toEqual([[1, 1000], [2, 2000]]);
    expect(history[0].error_category).toBe('transient_network');
  });

  const dueJobs = async () => {
    for (const priority of [1, 2]) {
      const { id } = await manager.createJob('import', 'ws_test', { priority });
      await client.jobs.record_retry({ job_id: id, attempt: 1, error: 'x', error_category: 'unknown', delay_ms: 0 });
    }
    await manager.createJob('import', 'ws_test'); // queued, but not for a retry
  };
  it('should list jobs pending retry', async () => {
    await dueJobs();
    expect(await manager.listJobsPendingRetry('ws_test')).toHaveLength(2);
  });

  it('should list jobs pending retry with custom limit', async () => {
    await dueJobs();
    expect(await manager.listJobsPendingRetry('ws_test', 1)).toHaveLength(1);
  });

  const failedJobs = async () => {
    for (const error of ['Network timeout', 'ETIMEDOUT']) {
      const { id } = await manager.createJob('import', 'ws_test');
      await manager.failJob(id, error);
      await manager.updateJobErrorCategory(id, 'transient_network');
    }
  };
  it('should update job error category', async () => {
    const { id } = await manager.createJob('import', 'ws_test');
    await manager.updateJobErrorCategory(id, 'transient_network');
    expect((await client.jobs.get({ id }))?.error_category).toBe('transient_network');
  });

  it('should get jobs by error category', async () => {
    await failedJobs();
    const jobs = await manager.getJobsByErrorCategory('ws_test', 'transient_network');
    expect(jobs.map(({ error }) => error).sort()).toEqual(['ETIMEDOUT', 'Network timeout']);
    expect(await manager.getJobsByErrorCategory('ws_test', 'unknown')).toEqual([]);
  });

  it('should get jobs by error category with custom limit', async () => {
    await failedJobs();
    expect(await manager.getJobsByErrorCategory('ws_test', 'transient_network', 1)).toHaveLength(1);
  });
});
