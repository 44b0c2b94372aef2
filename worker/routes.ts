// The routes. A body goes into the call as it came: every function checks its own arguments, so nothing is checked twice;
// what the path says comes last and wins.
import type { Client } from "../dist/index.js";

export interface Call {
  db: Client;
  path: Record<string, string>;
  query: URLSearchParams;
  body: unknown;
}
export interface Route {
  method: string;
  pattern: URLPattern;
  /** null answers 404, undefined 204. */
  answer: (call: Call) => Promise<unknown>;
}

const on = (method: string, pathname: string, answer: Route["answer"]): Route => ({
  method,
  pattern: new URLPattern({ pathname }),
  answer,
});

/** The arguments of a function; the body has those that the path does not. */
type Args<F extends (args: never) => unknown> = Parameters<F>[0];

const number = (text: string | null): number | undefined => (text === null ? undefined : Number(text));
type JobFilter = Omit<Args<Client["jobs"]["list"]>, "workspace_id">;

export const routes: Route[] = [
  // ---- users and workspaces ----
  on("GET", "/users", ({ db, query }) =>
    db.users.list({ cursor: query.get("cursor"), limit: number(query.get("limit")) }),
  ),
  on("POST", "/users", ({ db, body }) => db.users.create(body as Args<Client["users"]["create"]>)),
  on("GET", "/users/:id", ({ db, path }) => db.users.get({ id: path.id! })),
  on("GET", "/users/:user_id/workspaces", ({ db, path }) => db.workspaces.list({ user_id: path.user_id! })),
  on("POST", "/users/:user_id/workspaces", ({ db, path, body }) =>
    db.workspaces.create({ ...(body as Args<Client["workspaces"]["create"]>), user_id: path.user_id! }),
  ),

  // ---- agents ----
  on("GET", "/workspaces/:workspace_id/agents", ({ db, path, query }) =>
    db.agents.list({ workspace_id: path.workspace_id!, limit: number(query.get("limit")) }),
  ),
  on("POST", "/workspaces/:workspace_id/agents", ({ db, path, body }) =>
    db.agents.create({ ...(body as Args<Client["agents"]["create"]>), workspace_id: path.workspace_id! }),
  ),
  on("GET", "/workspaces/:workspace_id/agents/:id", ({ db, path }) =>
    db.agents.get_with_active_version({ workspace_id: path.workspace_id!, id: path.id! }),
  ),
  on("PATCH", "/workspaces/:workspace_id/agents/:id", ({ db, path, body }) =>
    db.agents.update({
      workspace_id: path.workspace_id!,
      id: path.id!,
      patch: body as Args<Client["agents"]["update"]>["patch"],
    }),
  ),
  on("DELETE", "/workspaces/:workspace_id/agents/:id", ({ db, path }) =>
    db.agents.archive({ workspace_id: path.workspace_id!, id: path.id! }),
  ),

  // ---- versions ----
  on("GET", "/workspaces/:workspace_id/agents/:agent_id/versions", ({ db, path }) =>
    db.agent_versions.list({ workspace_id: path.workspace_id!, agent_id: path.agent_id! }),
  ),
  on("POST", "/workspaces/:workspace_id/agents/:agent_id/versions", ({ db, path, body }) =>
    db.agent_versions.create({
      ...(body as Args<Client["agent_versions"]["create"]>),
      workspace_id: path.workspace_id!,
      agent_id: path.agent_id!,
    }),
  ),
  on("POST", "/workspaces/:workspace_id/agents/:agent_id/versions/:version/promote", ({ db, path }) =>
    db.agent_versions.promote({
      workspace_id: path.workspace_id!,
      agent_id: path.agent_id!,
      version: Number(path.version),
    }),
  ),

  // ---- several calls, one round trip ----
  on("GET", "/workspaces/:workspace_id", async ({ db, path: { workspace_id } }) => {
    const [workspace, agents, queued, recent_jobs] = await db.batch((q) => [
      q.workspaces.get({ id: workspace_id! }),
      q.agents.list({ workspace_id: workspace_id! }),
      q.jobs.count({ workspace_id: workspace_id!, status: "queued" }),
      q.jobs.list({ workspace_id: workspace_id!, limit: 5 }),
    ]);
    return workspace && { ...workspace, agents, queued, recent_jobs };
  }),
  /** A new version and the job that measures it: both or neither. The job may refer to the version, for a batch runs in order. */
  on("POST", "/workspaces/:workspace_id/agents/:agent_id/trials", async ({ db, path, body }) => {
    const of = { workspace_id: path.workspace_id!, agent_id: path.agent_id! };
    const id = `ver_${crypto.randomUUID()}`;
    const [version, job] = await db.batch((q) => [
      q.agent_versions.create({ ...(body as Args<Client["agent_versions"]["create"]>), ...of, id }),
      q.jobs.create({ ...of, type: "prompt_evaluation", agent_version_id: id }),
    ]);
    return { version, job };
  }),

  // ---- the queue ----
  on("GET", "/workspaces/:workspace_id/jobs", ({ db, path, query }) =>
    db.jobs.list({
      ...(Object.fromEntries(query) as JobFilter),
      limit: number(query.get("limit")),
      workspace_id: path.workspace_id!,
    }),
  ),
  on("POST", "/workspaces/:workspace_id/jobs", ({ db, path, body }) =>
    db.jobs.create({ ...(body as Args<Client["jobs"]["create"]>), workspace_id: path.workspace_id! }),
  ),
  on("POST", "/workspaces/:workspace_id/jobs/claim", ({ db, path, body }) =>
    db.jobs.claim_next({ ...(body as Args<Client["jobs"]["claim_next"]>), workspace_id: path.workspace_id! }),
  ),
  on("GET", "/workspaces/:workspace_id/jobs/:id", ({ db, path }) =>
    db.jobs.get({ workspace_id: path.workspace_id!, id: path.id! }),
  ),
  on("POST", "/workspaces/:workspace_id/jobs/:id/cancel", ({ db, path }) =>
    db.jobs.cancel({ workspace_id: path.workspace_id!, id: path.id! }),
  ),
  on("POST", "/jobs/:id/complete", ({ db, path, body }) => db.jobs.complete({ id: path.id!, result: body })),
  on("POST", "/jobs/:id/fail", ({ db, path, body }) =>
    db.jobs.fail({ ...(body as Args<Client["jobs"]["fail"]>), id: path.id! }),
  ),
];
