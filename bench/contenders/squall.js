// squall: the application's functions from its whole module, the readings from the benchmarks' own.
import { agent, agentVersion, functionId, now, patch, readingId, retry, sensor, trace, workspace } from "./data.js";

export const squall = (openApplication, openReadings) => (d1) => {
  const options = { now: () => now };
  const db = openApplication(d1, options);
  const { readings } = openReadings(d1, options);
  const filters = { workspace_id: workspace, trace_id: trace, agent_id: agent, rating: "positive", limit: 20 };
  const link = { agent_id: agent, role: "extractor" };
  return {
    get: () => db.agents.get({ workspace_id: workspace, id: agent }),
    joined: () => db.agents.get_with_active_version({ workspace_id: workspace, id: agent }),
    list: (limit) => readings.list({ sensor_id: sensor, limit }),
    body: async (limit) => JSON.stringify(await readings.list({ sensor_id: sensor, limit })),
    insert: () => db.job_retry_history.create({ ...retry }),
    update: () => readings.update({ id: readingId(1), patch }),
    upsert: () => db.agent_functions.upsert({ ...link, function_id: functionId }),
    delete: () => db.agent_functions.delete(link),
    guarded: async () => {
      await db.agent_versions.set_accuracy({ id: agentVersion, accuracy: 0.75 });
      return true;
    },
    page: () => db.feedback.list(filters),
    count: () => db.jobs.count({ workspace_id: workspace, status: "queued" }),
    batch: () =>
      db.batch((q) => [
        q.agents.get({ workspace_id: workspace, id: agent }),
        q.agents.get_with_active_version({ workspace_id: workspace, id: agent }),
        q.jobs.count({ workspace_id: workspace, status: "queued" }),
        q.feedback.list(filters),
        q.agent_functions.upsert({ ...link, function_id: functionId }),
      ]),
  };
};
