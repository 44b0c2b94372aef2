-- What the database lacks of the schema: two tables, which databases of another line may hold already, and the indexes
-- that the queries of the repositories go by.

CREATE TABLE IF NOT EXISTS workspace_members (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  role TEXT NOT NULL DEFAULT 'member',
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (workspace_id, user_id)
);

CREATE TABLE IF NOT EXISTS eval_sets (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  description TEXT,
  minimum_examples INTEGER NOT NULL DEFAULT 5,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (workspace_id, name)
);
CREATE INDEX IF NOT EXISTS idx_eval_sets_workspace ON eval_sets (workspace_id);

CREATE INDEX IF NOT EXISTS idx_workspaces_user_id ON workspaces (user_id);
CREATE INDEX IF NOT EXISTS idx_agents_workspace_id_created_at_id ON agents (workspace_id, created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_agents_workspace_id_name ON agents (workspace_id, name);
CREATE INDEX IF NOT EXISTS idx_eval_candidates_agent_id_status ON eval_candidates (agent_id, status);
CREATE INDEX IF NOT EXISTS idx_system_prompts_workspace_id_last_seen_at_id ON system_prompts (workspace_id, last_seen_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_prompt_iterations_workspace_id_agent_name_iteration_number ON prompt_iterations (workspace_id, agent_name, iteration_number DESC);
CREATE INDEX IF NOT EXISTS idx_traces_workspace_id_imported_at_id ON traces (workspace_id, imported_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_traces_workspace_id_assignment_status_imported_at ON traces (workspace_id, assignment_status, imported_at);
CREATE INDEX IF NOT EXISTS idx_traces_agent_version_id_imported_at_id ON traces (agent_version_id, imported_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_evals_agent_id_created_at_id ON evals (agent_id, created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_jobs_workspace_id_created_at_id ON jobs (workspace_id, created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_jobs_created_at_id ON jobs (created_at, id) WHERE status = 'queued';
CREATE INDEX IF NOT EXISTS idx_gepa_runs_agent_id_created_at_id ON gepa_runs (agent_id, created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_rollout_batches_workspace_id_created_at_id ON rollout_batches (workspace_id, created_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_performance_alerts_eval_id_triggered_at ON performance_alerts (eval_id, triggered_at DESC);
CREATE INDEX IF NOT EXISTS idx_playground_sessions_workspace_id_updated_at_id ON playground_sessions (workspace_id, updated_at DESC, id DESC);
CREATE INDEX IF NOT EXISTS idx_playground_sessions_agent_id_updated_at_id ON playground_sessions (agent_id, updated_at DESC, id DESC);
