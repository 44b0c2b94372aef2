// The ten files in the application's own place: each keeps its name and what it exports, and the functions that were moved
// take the place of the old ones. What was not moved (models, sandboxes, the queue's messages) stays as it is.
import { cpSync, renameSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What each handler reads of its request: a body, a query, or only ids of the path. */
const handlers = {
  "api/agents": {
    withBody: ["createAgent", "confirmAgent", "updateAgent", "improveAgent"],
    withQuery: ["listAgents"],
    withIds: ["getAgentById", "deleteAgent", "getAgentPrompt"],
  },
  "api/feedback": {
    withBody: ["submitFeedback", "updateFeedback"],
    withQuery: ["listFeedback"],
    withIds: ["deleteFeedback"],
  },
  "api/tools": {
    withBody: ["attachToolToAgent"],
    withQuery: ["listTools"],
    withIds: ["getToolById", "getAgentTools", "detachToolFromAgent"],
  },
  "api/tasksets": {
    withBody: ["createTaskset", "createTasksetFromTraces", "addTasksToTaskset", "runTaskset"],
    withQuery: ["listTasksets"],
    withIds: ["getTaskset", "archiveTaskset", "listTasksetRuns", "getTasksetRun"],
  },
  "api/traces": {
    withBody: ["importTraces", "createTrace", "deleteTraces"],
    withQuery: ["listTraces"],
    withIds: ["getTraceById", "deleteTrace"],
  },
  "api/eval-generation": { withIds: ["listTasks", "activateEval", "getActiveEval"] },
};
const matrix = ["getComparisonMatrix", "getEvalExecutionDetail", "getTraceExecutions", "getEvalExecutions"];
const evals = ["createEval", "listEvals", "getEval", "updateEval", "deleteEval"];

const movedName = (path) => basename(path).replaceAll("-", "_");
const beforeOf = (path) => `./${basename(path)}.before`;
const importsOf = (path) => `import * as moved from '../moved/${movedName(path)}.mjs';
export * from '${beforeOf(path)}';
`;

/** The text of each file that takes an old one's place; the old one is beside it as NAME.before.ts. */
const texts = {
  ...Object.fromEntries(
    Object.entries(handlers).map(([path, kinds]) => [
      path,
      `import { ${Object.keys(kinds).join(", ")} } from '../moved/in_place';
${importsOf(path)}
${Object.entries(kinds)
  .flatMap(([kind, names]) => names.map((name) => `export const ${name} = ${kind}(moved.${name});`))
  .join("\n")}
`,
    ]),
  ),
  "api/matrix": `import { withDatabase } from '../moved/in_place';
${importsOf("api/matrix")}
${matrix.map((name) => `export const ${name} = withDatabase(moved.${name});`).join("\n")}
`,
  "api/evals": `import { open } from 'squall';
import { plain, responseOf } from '../moved/in_place';
import { EvalsAPI as Before } from '${beforeOf("api/evals")}';
${importsOf("api/evals")}
export class EvalsAPI extends Before {
${evals.map((name) => `  ${name}(...args: any[]) { return responseOf(moved.${name}(open((this as any).db), ...args.map(plain))); }`).join("\n")}
}
`,
  "jobs/eval-execution-job": `import { open } from 'squall';
import { EvalExecutionJob as Old, type EvalExecutionJobConfig, type EvalExecutionJobDeps } from '${beforeOf("jobs/eval-execution-job")}';
import { fetchTraces, storeExecutionResults } from '../moved/eval_execution.mjs';
export * from '${beforeOf("jobs/eval-execution-job")}';

const Before: new (config: EvalExecutionJobConfig, deps: EvalExecutionJobDeps) => Pick<Old, 'execute'> = Old;
export class EvalExecutionJob extends Before {
  private get input() { return this as any as { config: EvalExecutionJobConfig; deps: EvalExecutionJobDeps }; }
  fetchTraces(agentId: string) { return fetchTraces(open(this.input.deps.db), agentId, this.input.config.traceIds); }
  storeExecutionResults(evalId: string, results: any[]) { return storeExecutionResults(open(this.input.deps.db), evalId, results); }
}
`,
  "jobs/job-manager": `import { open } from 'squall';
import { JobManager as Moved } from '../moved/jobs.mjs';

export class JobManager extends Moved {
  constructor(db: D1Database) { super(open(db)); }
}
`,
};
/** From the application's requests to the moved functions, and from their answers to its responses. */
const shared = `import { open } from 'squall';
import { createErrorResponse, createSuccessResponse, getWorkspaceId } from '../api/utils';

type Moved = (db: any, ...args: any[]) => Promise<{ status: number; body: unknown }>;
const codes: Record<number, string> = { 400: 'VALIDATION_ERROR', 404: 'NOT_FOUND', 409: 'CONFLICT' };

export async function responseOf(answer: ReturnType<Moved>): Promise<Response> {
  const { status, body } = await answer;
  if (status === 204) return new Response(null, { status });
  if (status < 400) return createSuccessResponse(body, status);
  return createErrorResponse(codes[status] ?? 'INTERNAL_ERROR', 'The request failed', status);
}
export const plain = (arg: unknown) => (arg instanceof URLSearchParams ? Object.fromEntries(arg) : arg);
export const withDatabase = (moved: Moved) => (db: D1Database, ...args: any[]) =>
  responseOf(moved(open(db), ...args.map(plain)));
export const withIds = (moved: Moved) => (request: Request, env: { DB: D1Database }, ...ids: string[]) =>
  responseOf(moved(open(env.DB), getWorkspaceId(request), ...ids));
export const withQuery = (moved: Moved) => (request: Request, env: { DB: D1Database }, ...ids: string[]) =>
  responseOf(moved(open(env.DB), getWorkspaceId(request), plain(new URL(request.url).searchParams), ...ids));
export const withBody = (moved: Moved) => async (request: Request, env: { DB: D1Database }, ...ids: string[]) => {
  const text = await request.text();
  return responseOf(moved(open(env.DB), getWorkspaceId(request), text === '' ? {} : JSON.parse(text), ...ids));
};
`;

/** Moves the ten files in a copy of the application. Returns their paths. */
export function moveInPlace(copy) {
  const source = join(copy, "src");
  cpSync(fileURLToPath(new URL("moved", import.meta.url)), join(source, "moved"), { recursive: true });
  writeFileSync(join(source, "moved/in_place.ts"), shared);
  for (const [path, text] of Object.entries(texts)) {
    renameSync(join(source, `${path}.ts`), join(source, `${path}.before.ts`));
    writeFileSync(join(source, `${path}.ts`), text);
  }
  return Object.keys(texts);
}
