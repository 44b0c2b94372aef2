// What the guide asks for in the application's other files once the ten are moved, and in its unit tests: docs/guide/iofold.md.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const withSquall = "import { SquallError } from 'squall';\nimport { httpStatusOf, retryOf } from 'squall/errors';\n";

/** Each file's edits, as what stands there and what takes its place. Every edit must fit once. */
export const sources = {
  "src/queue/consumer.ts": [
    [
      `    await this.jobManager.updateJobStatus(job_id, 'running', 0);

    try {
`,
      `    try {
      await this.jobManager.updateJobStatus(job_id, 'running', 0);
`,
    ],
    [
      `      await this.jobManager.failJob(job_id, errorMessage);
      throw error;`,
      `      await this.jobManager.failJob(job_id, errorMessage);
      if ((await this.jobManager.getJob(job_id))?.status !== 'failed') return;
      throw error;`,
    ],
  ],
  "src/errors/classifier.ts": [
    [
      `export function classifyError(error: unknown): ErrorCategory {
`,
      `export function classifyError(error: unknown): ErrorCategory {
  if (error instanceof SquallError) {
    const retry = retryOf(error);
    if (retry === 'later') return 'transient_server';
    if (retry === 'after_reading') return 'unknown';
    return error.kind === 'not_found' ? 'permanent_not_found' : 'permanent_validation';
  }
`,
    ],
    [/^/, withSquall],
  ],
  "src/utils/errors.ts": [
    [
      `  // Handle our custom AppError
`,
      `  if (error instanceof SquallError) return createAPIError(error.kind, error.message, httpStatusOf(error));

  // Handle our custom AppError
`,
    ],
    [/^/, withSquall.replace(", retryOf", "")],
  ],
};

const afterVitest = /^import \{[^}]*\} from 'vitest';\n/m;
const keepsManager = [afterVitest, (line) => `${line}vi.mock('./job-manager');\n`];
const importsManager = [afterVitest, (line) => `${line}import { JobManager } from './job-manager';\n`];
const looksForUpdate =
  /expect\(mockDb\.prepare\)\.toHaveBeenCalledWith\(\s*expect\.stringContaining\('UPDATE jobs'\)\s*\)/;
const looksAtManager = (method) => `expect(vi.mocked(JobManager).mock.instances.at(-1)!.${method}).toHaveBeenCalled()`;

export const tests = {
  "src/jobs/prompt-evaluation-job.test.ts": [keepsManager],
  "src/jobs/prompt-improvement-job.test.ts": [
    [looksForUpdate, looksAtManager("completeJob")],
    [looksForUpdate, looksAtManager("failJob")],
    importsManager,
    keepsManager,
  ],
  "src/jobs/agent-discovery-job.test.ts": [[looksForUpdate, looksAtManager("failJob")], importsManager, keepsManager],
  "src/queue/consumer.test.ts": [[afterVitest, (line) => `${line}vi.mock('../jobs/job-manager');\n`]],
  "src/api/matrix.test.ts": [
    [
      `  beforeAll(() => {
    db = new MockD1Database();
`,
      `  beforeAll(async () => {
    db = await openSqlite();
    await db.applyMigrations(await readMigrations('node_modules/squall/migrations'));
`,
    ],
    [
      /(cursor: Buffer\.from\('2025-11-12T10:00:00Z\|trace_123'\)[^]*?expect\(response\.status\)\.toBe\()200/,
      (_, before) => `${before}400`,
    ],
    [afterVitest, (line) => `${line}import { openSqlite, readMigrations } from 'squall/sqlite-wasm';\n`],
  ],
};
/** Files of ours that take an application's test's place, or stand beside its tests. */
export const written = {
  "src/jobs/job-manager.test.ts": "unit_tests/job-manager.test.ts",
  "src/queue/closed_jobs.test.ts": "unit_tests/closed_jobs.test.ts",
};

/** Makes the edits in a copy of the application. */
export function edit(copy, files) {
  for (const [path, edits] of Object.entries(files)) {
    let text = readFileSync(join(copy, path), "utf8");
    for (const [from, to] of edits) {
      const edited = text.replace(from, to);
      if (edited === text) throw new Error(`${path} is not the file that the guide edits: ${from}`);
      text = edited;
    }
    writeFileSync(join(copy, path), text);
  }
}
/** Copies our tests into a copy of the application. */
export function addTests(copy) {
  for (const [path, from] of Object.entries(written))
    copyFileSync(fileURLToPath(new URL(from, import.meta.url)), join(copy, path));
}
