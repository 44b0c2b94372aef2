// Added beside the application's own tests: its queue consumer, with the moved job manager, on a database.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { open } from 'squall';
import { openSqlite, readMigrations } from 'squall/sqlite-wasm';
import { classifyError } from '../errors/classifier';
import { AgentDiscoveryJob } from '../jobs/agent-discovery-job';
import { JobManager } from '../jobs/job-manager';

vi.mock('@cloudflare/workers-types', () => ({}));
vi.mock('@cloudflare/sandbox', () => ({}));
const { QueueConsumer } = await import('./consumer');
const migrations = await readMigrations('node_modules/squall/migrations');

describe('the queue', () => {
  let db: any;
  let client: ReturnType<typeof open>;
  let sent: any[];

  beforeEach(async () => {
    vi.spyOn(console, 'log').mockImplementation(() => undefined);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    db = await openSqlite();
    await db.applyMigrations(migrations);
    client = open(db);
    await client.users.create({ id: 'user_1', email: 'a@example.com' });
    await client.workspaces.create({ id: 'ws_1', user_id: 'user_1', name: 'Test' });
    sent = [];
  });

  /** Delivers a message until it is acknowledged, as the queue does: at most five times. */
  async function deliver(id: string, type = 'agent_discovery') {
    const consumer = new QueueConsumer({
      db,
      ai: {} as any,
      vectorize: {} as any,
      encryptionKey: 'k',
      cfAccountId: 'a',
      cfGatewayId: 'g',
      cfGatewayToken: 't',
      deadLetterQueue: { send: async (message: any) => void sent.push(message) }
    });
    const counts = { acks: 0, retries: 0 };
    const message: any = {
      id: 'm',
      body: { job_id: id, type, workspace_id: 'ws_1', payload: { type }, attempt: 1, created_at: new Date().toISOString() },
      ack: () => counts.acks++,
      retry: () => counts.retries++
    };
    while (counts.acks === 0 && counts.retries < 5)
      await consumer.processBatch({ queue: 'jobs', messages: [message] } as any);
    return counts;
  }

  it('completes a job in the job and again in the consumer: the first result is kept', async () => {
    const { id } = await new JobManager(db).createJob('agent_discovery', 'ws_1');
    expect(await deliver(id)).toEqual({ acks: 1, retries: 0 });
    const job = await client.jobs.get({ id });
    expect(job).toMatchObject({ status: 'completed', error: null, result: { discovered_agents: [], assigned_traces: 0 } });
    expect(sent).toEqual([]);
  });

  it('does not run a job that was cancelled before its message arrived', async () => {
    const manager = new JobManager(db);
    const { id } = await manager.createJob('agent_discovery', 'ws_1');
    expect(await manager.cancelJob(id)).toBe(true);
    expect(await deliver(id)).toEqual({ acks: 1, retries: 0 });
    expect(await client.jobs.get({ id })).toMatchObject({ status: 'cancelled', result: null, error: null });
    expect(sent).toEqual([]);
  });

  it('does not retry a job that was cancelled while it ran', async () => {
    const manager = new JobManager(db);
    const { id } = await manager.createJob('agent_discovery', 'ws_1');
    const execute = vi.spyOn(AgentDiscoveryJob.prototype, 'execute').mockImplementation(async () => {
      await manager.cancelJob(id);
      await manager.completeJob(id, {});
      throw new Error('not reached: a cancelled job cannot be completed');
    });
    expect(await deliver(id)).toEqual({ acks: 1, retries: 0 });
    execute.mockRestore();
    expect(await client.jobs.get({ id })).toMatchObject({ status: 'cancelled', result: null, error: null });
    expect(sent).toEqual([]);
  });

  it('does not run a completed job again when its message is delivered twice', async () => {
    const { id } = await new JobManager(db).createJob('agent_discovery', 'ws_1');
    await deliver(id);
    const before = await client.jobs.get({ id });
    expect(await deliver(id)).toEqual({ acks: 1, retries: 0 });
    expect(await client.jobs.get({ id })).toEqual(before);
  });

  it('a job that fails for good is moved to the dead letter queue', async () => {
    const { id } = await new JobManager(db).createJob('agent_discovery', 'ws_1');
    const { acks } = await deliver(id, 'no_such_type');
    expect(acks).toBe(1);
    expect(await client.jobs.get({ id })).toMatchObject({ status: 'failed' });
    expect(sent).toHaveLength(1);
  });

  const texts = [
    'D1_ERROR: Network connection lost.',
    'D1_ERROR: D1 DB is overloaded. Too many requests queued.',
    'D1_ERROR: D1 DB exceeded timeout',
    'D1_ERROR: database is locked: SQLITE_BUSY'
  ];
  const errorOf = async (text: string, options = {}) => {
    const broken = { ...db, prepare: () => ({ ...failing(text), bind: () => failing(text) }), batch: failing(text).run };
    const error = await open(broken, options).jobs.get({ id: 'x' }).then(() => undefined, (e: unknown) => e);
    expect(error).toMatchObject({ kind: 'unavailable' });
    return error as Error;
  };
  it.each(texts)('retries a job after %s', async (text) => {
    expect(classifyError(await errorOf(text))).toBe('transient_server');
  });
  it.each(texts)('by its text, with databaseText, %s has the category that it had', async (text) => {
    const { message } = await errorOf(text, { databaseText: true });
    expect(classifyError(new Error(message))).toBe(classifyError(new Error(text)));
    expect(classifyError(new Error(message))).not.toBe('unknown');
  });
  it('does not retry a job whose row does not exist', async () => {
    const error = await new JobManager(db).completeJob('none', {}).catch((e: unknown) => e);
    expect(classifyError(error)).toBe('permanent_not_found');
  });
});
const failing = (text: string) => {
  const fail = async () => { throw new Error(text); };
  return { run: fail, all: fail, raw: fail, first: fail };
};
