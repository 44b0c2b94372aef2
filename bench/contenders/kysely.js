// Kysely with its D1 dialect. A batch is not among what the dialect does: its queries are compiled and handed to D1.
import { Kysely } from "kysely";
import { D1Dialect } from "kysely-d1";
import { agent, agentVersion, functionId, moment, patch, readingId, retry, sensor, trace, workspace } from "./data.js";

const readingOf = (row) => ({ ...row, labels: JSON.parse(row.labels), is_valid: row.is_valid !== 0 });
const withVersion = (row) => ({ ...row, variables: row.variables === null ? null : JSON.parse(row.variables) });
const pageOf = (rows) => ({ items: rows, next_cursor: rows.length > 20 ? rows[19].id : null });

export function kysely(d1) {
  const db = new Kysely({ dialect: new D1Dialect({ database: d1 }) });
  const get = () => db.selectFrom("agents").selectAll().where("id", "=", agent).where("workspace_id", "=", workspace);
  const joined = () =>
    db
      .selectFrom("agents as a")
      .leftJoin("agent_versions as v", "v.id", "a.active_version_id")
      .selectAll("a")
      .select(["v.id as version_id", "v.version as version_number", "v.prompt_template", "v.variables", "v.source"])
      .select(["v.parent_version_id", "v.accuracy", "v.status as version_status", "v.created_at as version_created_at"])
      .where("a.id", "=", agent)
      .where("a.workspace_id", "=", workspace);
  const page = () =>
    db
      .selectFrom("feedback as f")
      .innerJoin("traces as t", "t.id", "f.trace_id")
      .selectAll("f")
      .where("t.workspace_id", "=", workspace)
      .where("f.trace_id", "=", trace)
      .where("f.agent_id", "=", agent)
      .where("f.rating", "=", "positive")
      .orderBy("f.id")
      .limit(21);
  const count = () =>
    db
      .selectFrom("jobs")
      .select((e) => e.fn.countAll().as("value"))
      .where("status", "=", "queued")
      .where("workspace_id", "=", workspace);
  const upsert = () =>
    db
      .insertInto("agent_functions")
      .values({ agent_id: agent, function_id: functionId, role: "extractor" })
      .onConflict((c) =>
        c.columns(["agent_id", "role"]).doUpdateSet((e) => ({ function_id: e.ref("excluded.function_id") })),
      )
      .returningAll();
  const list = async (limit) =>
    (
      await db
        .selectFrom("readings")
        .selectAll()
        .where("sensor_id", "=", sensor)
        .orderBy("sequence")
        .limit(limit)
        .execute()
    ).map(readingOf);
  return {
    get: () => get().executeTakeFirst(),
    joined: async () => withVersion(await joined().executeTakeFirst()),
    list,
    body: async (limit) => JSON.stringify(await list(limit)),
    insert: () =>
      db
        .insertInto("job_retry_history")
        .values({ ...retry, created_at: moment })
        .returningAll()
        .executeTakeFirst(),
    update: async () =>
      readingOf(
        await db
          .updateTable("readings")
          .set({ ...patch, is_valid: patch.is_valid ? 1 : 0 })
          .where("id", "=", readingId(1))
          .returningAll()
          .executeTakeFirst(),
      ),
    upsert: () => upsert().executeTakeFirst(),
    delete: async () =>
      (await db
        .deleteFrom("agent_functions")
        .where("agent_id", "=", agent)
        .where("role", "=", "extractor")
        .returning("role")
        .executeTakeFirst()) !== undefined,
    guarded: async () => {
      const found = await db
        .updateTable("agent_versions")
        .set({ accuracy: 0.75 })
        .where("id", "=", agentVersion)
        .returning("id")
        .executeTakeFirst();
      if (found === undefined) throw new Error("no such version");
      return true;
    },
    page: async () => pageOf(await page().execute()),
    count: async () => (await count().executeTakeFirst()).value,
    batch: async () => {
      const queries = [get(), joined(), count(), page(), upsert()].map((query) => query.compile());
      const [a, b, c, d, e] = await d1.batch(queries.map(({ sql, parameters }) => d1.prepare(sql).bind(...parameters)));
      return [a.results[0], withVersion(b.results[0]), c.results[0].value, pageOf(d.results), e.results[0]];
    },
  };
}
