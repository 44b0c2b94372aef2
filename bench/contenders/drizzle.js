// Drizzle: the query builder with a client that is kept or made for each request, and prepared queries. The release candidate
// of Drizzle 1.0 runs the same file (bench/workerd.mjs).
import { and, asc, eq, getTableColumns, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { agentFunctions, agentVersions, agents, feedback, jobs, readings, retries, traces } from "./tables.js";
import { agent, agentVersion, functionId, moment, patch, readingId, retry, sensor, trace, workspace } from "./data.js";

const open = (d1) => drizzle(d1);
const pageOf = (rows) => ({ items: rows, next_cursor: rows.length > 20 ? rows[19].id : null });
// In a batch D1 returns objects, so columns of one name need distinct names.
const agentWithVersion = {
  ...getTableColumns(agents),
  version_id: sql`${agentVersions.id}`.as("version_id"),
  version_number: agentVersions.version,
  prompt_template: agentVersions.prompt_template,
  variables: agentVersions.variables,
  source: agentVersions.source,
  parent_version_id: agentVersions.parent_version_id,
  accuracy: agentVersions.accuracy,
  version_status: sql`${agentVersions.status}`.as("version_status"),
  version_created_at: sql`${agentVersions.created_at}`.as("version_created_at"),
};

/** The queries, each made of the values given: plain ones, or placeholders. */
const queries = (db) => ({
  get: (id, of) =>
    db
      .select()
      .from(agents)
      .where(and(eq(agents.id, id), eq(agents.workspace_id, of))),
  joined: (id, of) =>
    db
      .select(agentWithVersion)
      .from(agents)
      .leftJoin(agentVersions, eq(agentVersions.id, agents.active_version_id))
      .where(and(eq(agents.id, id), eq(agents.workspace_id, of))),
  list: (of, limit) =>
    db.select().from(readings).where(eq(readings.sensor_id, of)).orderBy(asc(readings.sequence)).limit(limit),
  insert: (values) => db.insert(retries).values(values).returning(),
  update: (values, id) => db.update(readings).set(values).where(eq(readings.id, id)).returning(),
  upsert: (values) =>
    db
      .insert(agentFunctions)
      .values(values)
      .onConflictDoUpdate({
        target: [agentFunctions.agent_id, agentFunctions.role],
        set: { function_id: sql`excluded.function_id` },
      })
      .returning(),
  delete: (of, role) =>
    db
      .delete(agentFunctions)
      .where(and(eq(agentFunctions.agent_id, of), eq(agentFunctions.role, role)))
      .returning({ role: agentFunctions.role }),
  guarded: (values, id) =>
    db.update(agentVersions).set(values).where(eq(agentVersions.id, id)).returning({ id: agentVersions.id }),
  page: (of, traceId, agentId, rating) =>
    db
      .select(getTableColumns(feedback))
      .from(feedback)
      .innerJoin(traces, eq(traces.id, feedback.trace_id))
      .where(
        and(
          eq(traces.workspace_id, of),
          eq(feedback.trace_id, traceId),
          eq(feedback.agent_id, agentId),
          eq(feedback.rating, rating),
        ),
      )
      .orderBy(asc(feedback.id))
      .limit(21),
  count: (status, of) =>
    db
      .select({ value: sql`count(*)` })
      .from(jobs)
      .where(and(eq(jobs.status, status), eq(jobs.workspace_id, of))),
});

const link = { agent_id: agent, function_id: functionId, role: "extractor" };
const exists = (rows) => {
  if (rows.length === 0) throw new Error("no such version");
  return true;
};
const newRetry = { ...retry, created_at: moment };

function built(d1, client) {
  const of = (db) => queries(db);
  return {
    get: async () => (await of(client(d1)).get(agent, workspace).all())[0],
    joined: async () => (await of(client(d1)).joined(agent, workspace).all())[0],
    list: (limit) => of(client(d1)).list(sensor, limit).all(),
    body: async (limit) => JSON.stringify(await of(client(d1)).list(sensor, limit).all()),
    insert: async () => (await of(client(d1)).insert(newRetry).all())[0],
    update: async () => (await of(client(d1)).update(patch, readingId(1)).all())[0],
    upsert: async () => (await of(client(d1)).upsert(link).all())[0],
    delete: async () => (await of(client(d1)).delete(agent, "extractor").all()).length > 0,
    guarded: async () => exists(await of(client(d1)).guarded({ accuracy: 0.75 }, agentVersion).all()),
    page: async () => pageOf(await of(client(d1)).page(workspace, trace, agent, "positive").all()),
    count: async () => (await of(client(d1)).count("queued", workspace).all())[0].value,
    batch: async () => {
      const db = client(d1);
      const q = of(db);
      const [a, b, c, d, e] = await db.batch([
        q.get(agent, workspace),
        q.joined(agent, workspace),
        q.count("queued", workspace),
        q.page(workspace, trace, agent, "positive"),
        q.upsert(link),
      ]);
      return [a[0], b[0], c[0].value, pageOf(d), e[0]];
    },
  };
}

export const drizzleFresh = (d1) => built(d1, open);
export function drizzleKept(d1) {
  const db = open(d1);
  return built(d1, () => db);
}

export function drizzlePrepared(d1) {
  const q = queries(open(d1));
  const value = (name) => sql.placeholder(name);
  const values = (row) => Object.fromEntries(Object.keys(row).map((name) => [name, value(name)]));
  const get = q.get(value("id"), value("of")).prepare();
  const joined = q.joined(value("id"), value("of")).prepare();
  const list = q.list(value("of"), value("limit")).prepare();
  const insert = q.insert(values(newRetry)).prepare();
  const update = q
    .update(
      { title: sql`${value("title")}`, score: sql`${value("score")}`, is_valid: sql`${value("is_valid")}` },
      value("id"),
    )
    .prepare();
  const upsert = q.upsert(values(link)).prepare();
  const remove = q.delete(value("of"), value("role")).prepare();
  const guarded = q.guarded({ accuracy: sql`${value("accuracy")}` }, value("id")).prepare();
  const page = q.page(value("of"), value("trace"), value("agent"), value("rating")).prepare();
  const count = q.count(value("status"), value("of")).prepare();
  return {
    get: async () => (await get.all({ id: agent, of: workspace }))[0],
    joined: async () => (await joined.all({ id: agent, of: workspace }))[0],
    list: (limit) => list.all({ of: sensor, limit }),
    body: async (limit) => JSON.stringify(await list.all({ of: sensor, limit })),
    insert: async () => (await insert.all(newRetry))[0],
    update: async () => (await update.all({ ...patch, is_valid: patch.is_valid ? 1 : 0, id: readingId(1) }))[0],
    upsert: async () => (await upsert.all(link))[0],
    delete: async () => (await remove.all({ of: agent, role: "extractor" })).length > 0,
    guarded: async () => exists(await guarded.all({ accuracy: 0.75, id: agentVersion })),
    page: async () => pageOf(await page.all({ of: workspace, trace, agent, rating: "positive" })),
    count: async () => (await count.all({ status: "queued", of: workspace }))[0].value,
  };
}
