// The same three functions with both ways: what they answer is the old shape, whichever way made it.
import { SquallError, type Agent, type Client } from "../../../dist/index.js";
import type { Adoption, Ways } from "../../../dist/shadow.js";
import * as legacy from "./legacy.js";

type BothWays<T> = Ways<D1Database, Client, T>;

const shown = (agent: Pick<Agent, "id" | "name" | "status">): legacy.OldAgent => ({
  id: agent.id,
  name: agent.name,
  status: agent.status!,
  isArchived: agent.status === "archived",
});
/** What the old functions answered where ours are refused. */
const unlessRefused = <T>(kinds: string[], instead: T) => {
  return (error: unknown): T => {
    if (error instanceof SquallError && kinds.includes(error.kind)) return instead;
    throw error;
  };
};

export const getAgent = (workspace_id: string, id: string): BothWays<legacy.OldAgent | null> => ({
  legacy: (db) => legacy.getAgent(db, workspace_id, id),
  squall: async (db) => {
    const agent = await db.agents.get({ workspace_id, id });
    return agent === null ? null : shown(agent);
  },
});
export const createAgent = (workspace_id: string, name: string): BothWays<legacy.OldAgent | null> => ({
  legacy: (db) => legacy.createAgent(db, workspace_id, name),
  squall: (db) => db.agents.create({ workspace_id, name }).then(shown, unlessRefused(["conflict"], null)),
  ignore: ["id", "created_at", "updated_at"],
});
export const cancelJob = (workspace_id: string, id: string): BothWays<boolean> => ({
  legacy: (db) => legacy.cancelJob(db, workspace_id, id),
  squall: (db) =>
    db.jobs.cancel({ workspace_id, id }).then(() => true, unlessRefused(["not_found", "guard_failed"], false)),
  ignore: ["completed_at"],
});

/** One line a handler, as before. */
export const handlers = (way: Adoption<D1Database, Client>) => ({
  getAgent: (workspace: string, id: string) => way.run("agents.get", getAgent(workspace, id)),
  createAgent: (workspace: string, name: string) => way.run("agents.create", createAgent(workspace, name)),
  cancelJob: (workspace: string, id: string) => way.run("jobs.cancel", cancelJob(workspace, id)),
});
