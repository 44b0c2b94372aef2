// The same operations by each contender, written as its users write them.
import { and, desc, eq, sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/d1";
import { integer, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { Kysely } from "kysely";
import { D1Dialect } from "kysely-d1";
import { open } from "../../dist/index.js";
import { job, retry } from "./data.js";

const agents = sqliteTable("agents", {
  id: text("id").primaryKey(),
  workspace_id: text("workspace_id").notNull(),
  name: text("name").notNull(),
  description: text("description"),
  status: text("status"),
  active_version_id: text("active_version_id"),
  created_at: text("created_at"),
  updated_at: text("updated_at"),
  active_eval_id: text("active_eval_id"),
});
const agentVersions = sqliteTable("agent_versions", {
  id: text("id").primaryKey(),
  agent_id: text("agent_id").notNull(),
  version: integer("version").notNull(),
  prompt_template: text("prompt_template").notNull(),
  variables: text("variables", { mode: "json" }),
  source: text("source").notNull(),
  parent_version_id: text("parent_version_id"),
  accuracy: real("accuracy"),
  status: text("status"),
  created_at: text("created_at"),
});
const retries = sqliteTable("job_retry_history", {
  id: text("id").primaryKey(),
  job_id: text("job_id").notNull(),
  attempt: integer("attempt").notNull(),
  error: text("error").notNull(),
  error_category: text("error_category").notNull(),
  delay_ms: integer("delay_ms").notNull(),
  created_at: text("created_at"),
});
const schema = { agents, agentVersions, retries };

const versionOf = (row) => ({ ...row, variables: row.variables === null ? null : JSON.parse(row.variables) });
const retryOf = () => ({ id: retry, job_id: job, attempt: 1, error: "timed out", error_category: "transient_network", delay_ms: 1000 });
const moment = "2026-02-03T04:05:06.789Z";

export const contenders = {
  hand: (d1) => ({
    get: (w, a) => d1.prepare("SELECT * FROM agents WHERE id = ? AND workspace_id = ?").bind(a, w).first(),
    list: async (w, a) =>
      (
        await d1
          .prepare("SELECT v.* FROM agent_versions v WHERE v.agent_id = ? AND EXISTS (SELECT 1 FROM agents a WHERE a.id = ? AND a.workspace_id = ?) ORDER BY version DESC")
          .bind(a, a, w)
          .all()
      ).results.map(versionOf),
    insert: async () => {
      const r = retryOf();
      await d1
        .prepare("INSERT INTO job_retry_history (id, job_id, attempt, error, error_category, delay_ms, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)")
        .bind(r.id, r.job_id, r.attempt, r.error, r.error_category, r.delay_ms, moment)
        .run();
      return { ...r, created_at: moment };
    },
  }),
  squall: (d1) => {
    const db = open(d1, { now: () => 1770091506789 });
    return {
      get: (w, a) => db.agents.get({ workspace_id: w, id: a }),
      list: (w, a) => db.agent_versions.list({ workspace_id: w, agent_id: a }),
      insert: () => db.job_retry_history.create(retryOf()),
    };
  },
  drizzle: (d1) => {
    const db = drizzle(d1, { schema });
    return drizzleOperations(db);
  },
  "drizzle, client a call": (d1) => ({
    get: (w, a) => drizzleOperations(drizzle(d1, { schema })).get(w, a),
    list: (w, a) => drizzleOperations(drizzle(d1, { schema })).list(w, a),
    insert: () => drizzleOperations(drizzle(d1, { schema })).insert(),
  }),
  "drizzle prepared": (d1) => {
    const db = drizzle(d1, { schema });
    const get = db.select().from(agents).where(and(eq(agents.id, placeholder("id")), eq(agents.workspace_id, placeholder("w")))).prepare();
    const list = db.select().from(agentVersions).where(eq(agentVersions.agent_id, placeholder("a"))).orderBy(desc(agentVersions.version)).prepare();
    return { get: async (w, a) => (await get.all({ id: a, w }))[0], list: (w, a) => list.all({ a }), insert: drizzleOperations(db).insert };
  },
  kysely: (d1) => {
    const db = new Kysely({ dialect: new D1Dialect({ database: d1 }) });
    return {
      get: (w, a) => db.selectFrom("agents").selectAll().where("id", "=", a).where("workspace_id", "=", w).executeTakeFirst(),
      list: async (w, a) => (await db.selectFrom("agent_versions").selectAll().where("agent_id", "=", a).orderBy("version", "desc").execute()).map(versionOf),
      insert: () => db.insertInto("job_retry_history").values({ ...retryOf(), created_at: moment }).returningAll().executeTakeFirst(),
    };
  },
};

const placeholder = (name) => sql.placeholder(name);

function drizzleOperations(db) {
  return {
    get: async (w, a) => (await db.select().from(agents).where(and(eq(agents.id, a), eq(agents.workspace_id, w))).all())[0],
    list: (w, a) => db.select().from(agentVersions).where(eq(agentVersions.agent_id, a)).orderBy(desc(agentVersions.version)).all(),
    insert: async () => (await db.insert(retries).values({ ...retryOf(), created_at: moment }).returning().all())[0],
  };
}
