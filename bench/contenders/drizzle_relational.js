// Drizzle's relational queries.
import { and, asc, eq, relations } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { agentVersions, agents, readings } from "./tables.js";
import { agent, sensor, workspace } from "./data.js";

const agentsRelations = relations(agents, ({ one }) => ({
  active: one(agentVersions, { fields: [agents.active_version_id], references: [agentVersions.id] }),
}));
const schema = { agents, agentVersions, agentsRelations, readings };

export function drizzleRelational(d1) {
  const db = drizzle(d1, { schema });
  const list = (limit) =>
    db.query.readings.findMany({ where: eq(readings.sensor_id, sensor), orderBy: asc(readings.sequence), limit });
  return {
    get: () => db.query.agents.findFirst({ where: and(eq(agents.id, agent), eq(agents.workspace_id, workspace)) }),
    joined: async () => {
      const row = await db.query.agents.findFirst({
        where: and(eq(agents.id, agent), eq(agents.workspace_id, workspace)),
        with: { active: true },
      });
      const { active, ...rest } = row;
      const {
        id: version_id,
        version: version_number,
        status: version_status,
        created_at: version_created_at,
        agent_id: _,
        ...version
      } = active;
      return { ...rest, version_id, version_number, version_status, version_created_at, ...version };
    },
    list,
    body: async (limit) => JSON.stringify(await list(limit)),
  };
}
