// Prisma with its D1 adapter. It reads a relation by a statement of its own, and sends the queries of $transaction one by one.
import { PrismaClient, PrismaD1 } from "../../build/prisma/client.js";
import { agent, agentVersion, functionId, moment, patch, readingId, retry, sensor, trace, workspace } from "./data.js";

const link = { agent_id: agent, role: "extractor" };
const newRetry = { ...retry, created_at: moment };
const withVersion = ({ active, ...row }) => {
  const {
    id: version_id,
    version: version_number,
    status: version_status,
    created_at: version_created_at,
    agent_id: _,
    ...version
  } = active;
  return { ...row, version_id, version_number, version_status, version_created_at, ...version };
};
const pageOf = (rows) => ({ items: rows, next_cursor: rows.length > 20 ? rows[19].id : null });
const notFound = (error) => {
  if (error.code === "P2025") return false;
  throw error;
};

export function prisma(d1) {
  const db = new PrismaClient({ adapter: new PrismaD1(d1) });
  const get = () => db.agents.findUnique({ where: { id: agent, workspace_id: workspace } });
  const joined = () =>
    db.agents.findUnique({ where: { id: agent, workspace_id: workspace }, include: { active: true } });
  const list = (limit) =>
    db.readings.findMany({ where: { sensor_id: sensor }, orderBy: { sequence: "asc" }, take: limit });
  const page = () =>
    db.feedback.findMany({
      where: { trace: { workspace_id: workspace }, trace_id: trace, agent_id: agent, rating: "positive" },
      orderBy: { id: "asc" },
      take: 21,
    });
  const count = () => db.jobs.count({ where: { status: "queued", workspace_id: workspace } });
  const upsert = () =>
    db.agent_functions.upsert({
      where: { agent_id_role: link },
      create: { ...link, function_id: functionId },
      update: { function_id: functionId },
    });
  return {
    get,
    joined: async () => withVersion(await joined()),
    list,
    body: async (limit) => JSON.stringify(await list(limit)),
    insert: () => db.job_retry_history.create({ data: newRetry }),
    update: () => db.readings.update({ where: { id: readingId(1) }, data: patch }),
    upsert,
    delete: () =>
      db.agent_functions.delete({ where: { agent_id_role: link }, select: { role: true } }).then(() => true, notFound),
    guarded: async () => {
      await db.agent_versions.update({
        where: { id: agentVersion },
        data: { accuracy: 0.75 },
        select: { id: true },
      });
      return true;
    },
    page: async () => pageOf(await page()),
    count,
    batch: async () => {
      const [a, b, c, d, e] = await db.$transaction([get(), joined(), count(), page(), upsert()]);
      return [a, withVersion(b), c, pageOf(d), e];
    },
  };
}
