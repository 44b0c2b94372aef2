// The routes. A body goes into the call as it came: every function checks its own arguments, so nothing is checked twice;
// what the path says comes last and wins.
import type { Client } from "../dist/index.js";
import type { RouteDescription } from "../dist/schema.js";

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
  /** For the OpenAPI document (api_description.ts). */
  described: RouteDescription;
  /** The functions of a route that calls several, for the cache (response_cache.ts). */
  writes?: string[];
}

/** A route, and the function that it calls; or, where it calls several, what else describes it. */
const on = (
  method: string,
  path: string,
  called: string | Partial<RouteDescription>,
  answer: Route["answer"],
  writes?: string[],
): Route => ({
  method,
  ...(writes && { writes }),
  pattern: new URLPattern({ pathname: path }),
  answer,
  described: { method, path, ...(typeof called === "string" ? { function: called } : called) },
});

/** The arguments of a function; the body has those that the path does not. */
type Args<F extends (args: never) => unknown> = Parameters<F>[0];

const number = (text: string | null): number | undefined => (text === null ? undefined : Number(text));
type JobFilter = Omit<Args<Client["jobs"]["list"]>, "workspace_id">;

export const routes: Route[] = [
  // ---- users and workspaces ----
  on("GET", "/users", "users.list", ({ db, query }) =>
    db.users.list({ cursor: query.get("cursor"), limit: number(query.get("limit")) }),
  ),
  on("POST", "/users", "users.create", ({ db, body }) => db.users.create(body as Args<Client["users"]["create"]>)),
  on("GET", "/users/:id", "users.get", ({ db, path }) => db.users.get({ id: path.id! })),
  on("GET", "/users/:user_id/workspaces", "workspaces.list", ({ db, path }) =>
    db.workspaces.list({ user_id: path.user_id! }),
  ),
  on("POST", "/users/:user_id/workspaces", "workspaces.create", ({ db, path, body }) =>
    db.workspaces.create({ ...(body as Args<Client["workspaces"]["create"]>), user_id: path.user_id! }),
  ),

  // ---- agents ----
  on("GET", "/workspaces/:workspace_id/agents", "agents.list", ({ db, path, query }) =>
    db.agents.list({ workspace_id: path.workspace_id!, limit: number(query.get("limit")) }),
  ),
  on("POST", "/workspaces/:workspace_id/agents", "agents.create", ({ db, path, body }) =>
    db.agents.create({ ...(body as Args<Client["agents"]["create"]>), workspace_id: path.workspace_id! }),
  ),
  on("GET", "/workspaces/:workspace_id/agents/:id", "agents.get_with_active_version", ({ db, path }) =>
    db.agents.get_with_active_version({ workspace_id: path.workspace_id!, id: path.id! }),
  ),
  on(
    "PATCH",
    "/workspaces/:workspace_id/agents/:id",
    { function: "agents.update", body: "patch" },
    ({ db, path, body }) =>
      db.agents.update({
        workspace_id: path.workspace_id!,
        id: path.id!,
        patch: body as Args<Client["agents"]["update"]>["patch"],
      }),
  ),
  on("DELETE", "/workspaces/:workspace_id/agents/:id", "agents.archive", ({ db, path }) =>
    db.agents.archive({ workspace_id: path.workspace_id!, id: path.id! }),
  ),

  // ---- versions ----
  on("GET", "/workspaces/:workspace_id/agents/:agent_id/versions", "agent_versions.list", ({ db, path }) =>
    db.agent_versions.list({ workspace_id: path.workspace_id!, agent_id: path.agent_id! }),
  ),
  on("POST", "/workspaces/:workspace_id/agents/:agent_id/versions", "agent_versions.create", ({ db, path, body }) =>
    db.agent_versions.create({
      ...(body as Args<Client["agent_versions"]["create"]>),
      workspace_id: path.workspace_id!,
      agent_id: path.agent_id!,
    }),
  ),
  on(
    "POST",
    "/workspaces/:workspace_id/agents/:agent_id/versions/:version/promote",
    "agent_versions.promote",
    ({ db, path }) =>
      db.agent_versions.promote({
        workspace_id: path.workspace_id!,
        agent_id: path.agent_id!,
        version: Number(path.version),
      }),
  ),

  // ---- several calls, one round trip ----
  on(
    "GET",
    "/workspaces/:workspace_id",
    { summary: "A workspace, its agents and its newest jobs", result: { type: "object" } },
    async ({ db, path: { workspace_id } }) => {
      const [workspace, agents, queued, recent_jobs] = await db.batch((q) => [
        q.workspaces.get({ id: workspace_id! }),
        q.agents.list({ workspace_id: workspace_id! }),
        q.jobs.count({ workspace_id: workspace_id!, status: "queued" }),
        q.jobs.list({ workspace_id: workspace_id!, limit: 5 }),
      ]);
      return workspace && { ...workspace, agents, queued, recent_jobs };
    },
  ),
  /** A new version and the job that measures it: both or neither. The job may refer to the version, for a batch runs in order. */
  on(
    "POST",
    "/workspaces/:workspace_id/agents/:agent_id/trials",
    {
      summary: "A new version and the job that measures it",
      bodySchema: { type: "object" },
      result: { type: "object" },
    },
    async ({ db, path, body }) => {
      const of = { workspace_id: path.workspace_id!, agent_id: path.agent_id! };
      const id = `ver_${crypto.randomUUID()}`;
      const [version, job] = await db.batch((q) => [
        q.agent_versions.create({ ...(body as Args<Client["agent_versions"]["create"]>), ...of, id }),
        q.jobs.create({ ...of, type: "prompt_evaluation", agent_version_id: id }),
      ]);
      return { version, job };
    },
    ["agent_versions.create", "jobs.create"],
  ),

  // ---- the queue ----
  on("GET", "/workspaces/:workspace_id/jobs", "jobs.list", ({ db, path, query }) =>
    db.jobs.list({
      ...(Object.fromEntries(query) as JobFilter),
      limit: number(query.get("limit")),
      workspace_id: path.workspace_id!,
    }),
  ),
  on("POST", "/workspaces/:workspace_id/jobs", "jobs.create", ({ db, path, body }) =>
    db.jobs.create({ ...(body as Args<Client["jobs"]["create"]>), workspace_id: path.workspace_id! }),
  ),
  on("POST", "/workspaces/:workspace_id/jobs/claim", "jobs.claim_next", ({ db, path, body }) =>
    db.jobs.claim_next({ ...(body as Args<Client["jobs"]["claim_next"]>), workspace_id: path.workspace_id! }),
  ),
  on("GET", "/workspaces/:workspace_id/jobs/:id", "jobs.get", ({ db, path }) =>
    db.jobs.get({ workspace_id: path.workspace_id!, id: path.id! }),
  ),
  on("POST", "/workspaces/:workspace_id/jobs/:id/cancel", "jobs.cancel", ({ db, path }) =>
    db.jobs.cancel({ workspace_id: path.workspace_id!, id: path.id! }),
  ),
  on("POST", "/jobs/:id/complete", { function: "jobs.complete", body: "result" }, ({ db, path, body }) =>
    db.jobs.complete({ id: path.id!, result: body }),
  ),
  on("POST", "/jobs/:id/fail", "jobs.fail", ({ db, path, body }) =>
    db.jobs.fail({ ...(body as Args<Client["jobs"]["fail"]>), id: path.id! }),
  ),
];
