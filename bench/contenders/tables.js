// The tables as Drizzle wants them declared.
import { integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const agents = sqliteTable("agents", {
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
export const agentVersions = sqliteTable("agent_versions", {
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
export const agentFunctions = sqliteTable(
  "agent_functions",
  { agent_id: text("agent_id").notNull(), function_id: text("function_id").notNull(), role: text("role").notNull() },
  (t) => [primaryKey({ columns: [t.agent_id, t.role] })],
);
export const traces = sqliteTable("traces", {
  id: text("id").primaryKey(),
  workspace_id: text("workspace_id").notNull(),
});
export const feedback = sqliteTable("feedback", {
  id: text("id").primaryKey(),
  trace_id: text("trace_id").notNull(),
  agent_id: text("agent_id"),
  rating: text("rating").notNull(),
  rating_detail: text("rating_detail"),
  created_at: text("created_at"),
});
export const jobs = sqliteTable("jobs", {
  id: text("id").primaryKey(),
  workspace_id: text("workspace_id").notNull(),
  status: text("status").notNull(),
});
export const retries = sqliteTable("job_retry_history", {
  id: text("id").primaryKey(),
  job_id: text("job_id").notNull(),
  attempt: integer("attempt").notNull(),
  error: text("error").notNull(),
  error_category: text("error_category").notNull(),
  delay_ms: integer("delay_ms").notNull(),
  created_at: text("created_at"),
});
export const readings = sqliteTable("readings", {
  id: text("id").primaryKey(),
  sensor_id: text("sensor_id").notNull(),
  sequence: integer("sequence").notNull(),
  title: text("title").notNull(),
  labels: text("labels", { mode: "json" }).notNull(),
  is_valid: integer("is_valid", { mode: "boolean" }).notNull(),
  score: real("score"),
  note: text("note"),
  previous_id: text("previous_id"),
  created_at: text("created_at").notNull(),
});
