-- What the database lacks of the schema. Tables that no other refers to may never have come: a file of the old migrations that
-- failed left out all that it would have made. The views are made again, so that each has one text everywhere.
-- Where every statement of the old migrations was run in spite of errors, traces has a column that nothing reads. squall migrate
-- keeps its values in traces_orphans and drops it (docs/tool.md, "Columns that only some databases have").
-- squall: set aside traces.agent_id

DROP VIEW IF EXISTS refinement_timeline;
DROP VIEW IF EXISTS prompt_performance_summary;
DROP VIEW IF EXISTS current_eval_metrics;
DROP VIEW IF EXISTS eval_comparison;

CREATE TABLE IF NOT EXISTS agent_functions (
  agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  function_id TEXT NOT NULL REFERENCES functions(id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('extractor', 'injector')),
  PRIMARY KEY (agent_id, role)
);

CREATE TABLE IF NOT EXISTS prompt_best_practices (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source IN ('openai', 'anthropic', 'google')),
  category TEXT NOT NULL CHECK (category IN ('structure', 'clarity', 'safety', 'reasoning', 'general')),
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  url TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS prompt_iterations (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  parent_prompt_id TEXT REFERENCES system_prompts(id),
  current_prompt_id TEXT NOT NULL REFERENCES system_prompts(id),
  iteration_number INTEGER NOT NULL DEFAULT 1,
  change_summary TEXT,
  improvement_metrics TEXT,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_prompt_iterations_parent ON prompt_iterations (parent_prompt_id);
CREATE INDEX IF NOT EXISTS idx_prompt_iterations_workspace_agent ON prompt_iterations (workspace_id, agent_name);

CREATE TABLE IF NOT EXISTS feedback (
  id TEXT PRIMARY KEY,
  trace_id TEXT NOT NULL UNIQUE REFERENCES traces(id) ON DELETE CASCADE,
  agent_id TEXT REFERENCES agents(id) ON DELETE CASCADE,
  rating TEXT NOT NULL,
  rating_detail TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_feedback_agent_created_trace ON feedback (agent_id, created_at, trace_id);
CREATE INDEX IF NOT EXISTS idx_feedback_agent_id ON feedback (agent_id);
CREATE INDEX IF NOT EXISTS idx_feedback_rating ON feedback (rating);
CREATE INDEX IF NOT EXISTS idx_feedback_trace_id ON feedback (trace_id);

CREATE TABLE IF NOT EXISTS eval_cv_results (
  id TEXT PRIMARY KEY,
  candidate_id TEXT NOT NULL REFERENCES eval_candidates(id) ON DELETE CASCADE,
  k_folds INTEGER NOT NULL DEFAULT 5,
  mean_accuracy REAL,
  mean_kappa REAL,
  mean_f1 REAL,
  mean_agreement_rate REAL,
  std_accuracy REAL,
  std_kappa REAL,
  is_stable BOOLEAN,
  fold_results TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_cv_results_accuracy ON eval_cv_results (mean_accuracy DESC);
CREATE INDEX IF NOT EXISTS idx_cv_results_candidate ON eval_cv_results (candidate_id);
CREATE INDEX IF NOT EXISTS idx_cv_results_stable ON eval_cv_results (is_stable);

CREATE TABLE IF NOT EXISTS eval_prompt_coverage (
  id TEXT PRIMARY KEY,
  eval_id TEXT NOT NULL REFERENCES evals(id) ON DELETE CASCADE,
  system_prompt_id TEXT NOT NULL REFERENCES system_prompts(id) ON DELETE CASCADE,
  execution_count INTEGER DEFAULT 0,
  pass_count INTEGER DEFAULT 0,
  fail_count INTEGER DEFAULT 0,
  error_count INTEGER DEFAULT 0,
  accuracy REAL,
  first_execution_at DATETIME,
  last_execution_at DATETIME,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (eval_id, system_prompt_id)
);
CREATE INDEX IF NOT EXISTS idx_eval_prompt_coverage_eval ON eval_prompt_coverage (eval_id);
CREATE INDEX IF NOT EXISTS idx_eval_prompt_coverage_prompt ON eval_prompt_coverage (system_prompt_id);

CREATE TABLE IF NOT EXISTS job_retry_history (
  id TEXT PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  error TEXT NOT NULL,
  error_category TEXT NOT NULL,
  delay_ms INTEGER NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_job_retry_history_created_at ON job_retry_history (created_at DESC);
CREATE INDEX IF NOT EXISTS idx_job_retry_history_job ON job_retry_history (job_id);

CREATE TABLE IF NOT EXISTS taskset_run_results (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES taskset_runs(id) ON DELETE CASCADE,
  task_id TEXT NOT NULL REFERENCES taskset_tasks(id),
  status TEXT NOT NULL CHECK (status IN ('pending', 'completed', 'failed', 'timeout')),
  response TEXT,
  expected_output TEXT,
  score REAL,
  score_reason TEXT,
  trace_id TEXT,
  execution_time_ms INTEGER,
  error TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_taskset_run_results_run ON taskset_run_results (run_id);
CREATE UNIQUE INDEX IF NOT EXISTS idx_taskset_run_results_task ON taskset_run_results (run_id, task_id);

CREATE TABLE IF NOT EXISTS gepa_run_tasks (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES gepa_runs(id) ON DELETE CASCADE,
  task_id TEXT NOT NULL REFERENCES taskset_tasks(id),
  split TEXT NOT NULL CHECK (split IN ('train', 'val', 'test')),
  score REAL,
  UNIQUE (run_id, task_id)
);
CREATE INDEX IF NOT EXISTS idx_gepa_run_tasks_run ON gepa_run_tasks (run_id);
CREATE INDEX IF NOT EXISTS idx_gepa_run_tasks_split ON gepa_run_tasks (run_id, split);
CREATE INDEX IF NOT EXISTS idx_gepa_run_tasks_task ON gepa_run_tasks (task_id);

CREATE TABLE IF NOT EXISTS rollout_results (
  id TEXT PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES rollout_batches(id) ON DELETE CASCADE,
  task_id TEXT NOT NULL,
  status TEXT NOT NULL,
  trace TEXT,
  error TEXT,
  execution_time_ms INTEGER,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_rollout_results_batch ON rollout_results (batch_id);
CREATE UNIQUE INDEX IF NOT EXISTS idx_rollout_results_task ON rollout_results (batch_id, task_id);

CREATE TABLE IF NOT EXISTS agent_tools (
  agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  tool_id TEXT NOT NULL REFERENCES tools(id) ON DELETE CASCADE,
  config TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (agent_id, tool_id)
);
CREATE INDEX IF NOT EXISTS idx_agent_tools_agent ON agent_tools (agent_id);
CREATE INDEX IF NOT EXISTS idx_agent_tools_tool ON agent_tools (tool_id);

CREATE TABLE IF NOT EXISTS performance_snapshots (
  id TEXT PRIMARY KEY,
  eval_id TEXT NOT NULL REFERENCES evals(id) ON DELETE CASCADE,
  snapshot_date DATE NOT NULL,
  accuracy REAL,
  execution_count INTEGER DEFAULT 0,
  contradiction_count INTEGER DEFAULT 0,
  error_count INTEGER DEFAULT 0,
  pass_count INTEGER DEFAULT 0,
  fail_count INTEGER DEFAULT 0,
  prompt_distribution TEXT,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (eval_id, snapshot_date)
);
CREATE INDEX IF NOT EXISTS idx_performance_snapshots_eval_date ON performance_snapshots (eval_id, snapshot_date DESC);

CREATE TABLE IF NOT EXISTS refinement_history (
  id TEXT PRIMARY KEY,
  eval_id TEXT NOT NULL REFERENCES evals(id) ON DELETE CASCADE,
  parent_version INTEGER,
  new_version INTEGER NOT NULL,
  trigger_type TEXT NOT NULL,
  trigger_alert_id TEXT REFERENCES performance_alerts(id),
  trigger_metrics TEXT,
  include_contradictions BOOLEAN DEFAULT TRUE,
  custom_instructions TEXT,
  result_accuracy REAL,
  improvement_delta REAL,
  status TEXT DEFAULT 'pending',
  job_id TEXT REFERENCES jobs(id),
  rejected_at DATETIME,
  rejected_by TEXT,
  rejection_reason TEXT,
  deployed_at DATETIME,
  deployed_by TEXT,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  completed_at DATETIME
);
CREATE INDEX IF NOT EXISTS idx_refinement_history_eval ON refinement_history (eval_id, created_at DESC);
CREATE INDEX IF NOT EXISTS idx_refinement_history_status ON refinement_history (status, created_at DESC);

CREATE TABLE IF NOT EXISTS auto_refine_cooldowns (
  id TEXT PRIMARY KEY,
  eval_id TEXT NOT NULL UNIQUE REFERENCES evals(id) ON DELETE CASCADE,
  last_attempt_at DATETIME NOT NULL,
  next_allowed_at DATETIME NOT NULL,
  consecutive_failures INTEGER DEFAULT 0,
  updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS playground_steps (
  id TEXT PRIMARY KEY,
  session_id TEXT NOT NULL REFERENCES playground_sessions(id) ON DELETE CASCADE,
  trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
  step_index INTEGER NOT NULL,
  step_type TEXT NOT NULL CHECK (step_type IN ('llm_call', 'tool_call', 'tool_result')),
  input TEXT,
  output TEXT,
  tool_name TEXT,
  tool_args TEXT,
  tool_result TEXT,
  tool_error TEXT,
  latency_ms INTEGER,
  tokens_input INTEGER,
  tokens_output INTEGER,
  timestamp DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_playground_steps_session ON playground_steps (session_id);
CREATE INDEX IF NOT EXISTS idx_playground_steps_session_index ON playground_steps (session_id, step_index);
CREATE INDEX IF NOT EXISTS idx_playground_steps_timestamp ON playground_steps (timestamp DESC);
CREATE INDEX IF NOT EXISTS idx_playground_steps_trace ON playground_steps (trace_id);

CREATE TABLE IF NOT EXISTS task_similar_traces (
  id TEXT PRIMARY KEY,
  task_metadata_id TEXT NOT NULL REFERENCES task_metadata(id) ON DELETE CASCADE,
  similar_trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
  similarity_score REAL NOT NULL,
  human_score REAL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (task_metadata_id, similar_trace_id)
);
CREATE INDEX IF NOT EXISTS idx_similar_traces_metadata ON task_similar_traces (task_metadata_id);
CREATE INDEX IF NOT EXISTS idx_similar_traces_score ON task_similar_traces (similarity_score DESC);
CREATE INDEX IF NOT EXISTS idx_similar_traces_similar ON task_similar_traces (similar_trace_id);

CREATE TABLE IF NOT EXISTS task_feedback_pairs (
  id TEXT PRIMARY KEY,
  task_metadata_id TEXT NOT NULL REFERENCES task_metadata(id) ON DELETE CASCADE,
  feedback_trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
  human_feedback TEXT NOT NULL,
  human_score REAL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (task_metadata_id, feedback_trace_id)
);
CREATE INDEX IF NOT EXISTS idx_feedback_pairs_metadata ON task_feedback_pairs (task_metadata_id);
CREATE INDEX IF NOT EXISTS idx_feedback_pairs_trace ON task_feedback_pairs (feedback_trace_id);

CREATE TABLE IF NOT EXISTS trace_summaries (
  trace_id TEXT PRIMARY KEY REFERENCES traces(id) ON DELETE CASCADE,
  summary TEXT NOT NULL,
  key_behaviors TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS idx_trace_summaries_created ON trace_summaries (created_at DESC);

CREATE TABLE IF NOT EXISTS eval_llm_cache (
  id TEXT PRIMARY KEY,
  prompt_hash TEXT NOT NULL,
  model TEXT NOT NULL,
  response_text TEXT NOT NULL,
  tokens_input INTEGER,
  tokens_output INTEGER,
  cost_usd REAL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  expires_at DATETIME,
  UNIQUE (prompt_hash, model)
);
CREATE INDEX IF NOT EXISTS idx_llm_cache_created ON eval_llm_cache (created_at DESC);
CREATE INDEX IF NOT EXISTS idx_llm_cache_expires ON eval_llm_cache (expires_at);
CREATE INDEX IF NOT EXISTS idx_llm_cache_hash ON eval_llm_cache (prompt_hash);
CREATE INDEX IF NOT EXISTS idx_llm_cache_model ON eval_llm_cache (model);

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

CREATE VIEW eval_comparison AS
SELECT
  eval_executions.id AS execution_id,
  eval_executions.eval_id,
  eval_executions.trace_id,
  eval_executions.predicted_result,
  eval_executions.predicted_reason,
  eval_executions.execution_time_ms,
  eval_executions.error,
  feedback.rating AS human_rating,
  feedback.rating_detail AS human_notes,
  feedback.rating = 'positive' AND NOT eval_executions.predicted_result
    OR feedback.rating = 'negative' AND eval_executions.predicted_result AS is_contradiction
FROM eval_executions
LEFT JOIN feedback ON feedback.trace_id = eval_executions.trace_id;

CREATE VIEW current_eval_metrics AS
SELECT
  evals.id AS eval_id,
  evals.name AS eval_name,
  evals.auto_execute_enabled,
  evals.auto_refine_enabled,
  evals.monitoring_thresholds,
  CAST(iif(json_valid(evals.test_results), json_extract(evals.test_results, '$.accuracy'), NULL) AS REAL) AS current_accuracy,
  (SELECT sum(performance_snapshots.execution_count)
    FROM performance_snapshots
    WHERE performance_snapshots.eval_id = evals.id AND performance_snapshots.snapshot_date >= date('now', '-7 days')) AS recent_executions,
  (SELECT CAST(sum(performance_snapshots.contradiction_count) AS REAL) / sum(performance_snapshots.execution_count)
    FROM performance_snapshots
    WHERE performance_snapshots.eval_id = evals.id AND performance_snapshots.snapshot_date >= date('now', '-7 days')) AS recent_contradiction_rate,
  (SELECT CAST(sum(performance_snapshots.error_count) AS REAL) / sum(performance_snapshots.execution_count)
    FROM performance_snapshots
    WHERE performance_snapshots.eval_id = evals.id AND performance_snapshots.snapshot_date >= date('now', '-7 days')) AS recent_error_rate,
  (SELECT count(*)
    FROM performance_alerts
    WHERE performance_alerts.eval_id = evals.id AND performance_alerts.resolved_at IS NULL) AS active_alerts,
  (SELECT performance_alerts.alert_type
    FROM performance_alerts
    WHERE performance_alerts.eval_id = evals.id AND performance_alerts.resolved_at IS NULL
    ORDER BY strftime('%Y-%m-%dT%H:%M:%fZ', performance_alerts.triggered_at) DESC, performance_alerts.id DESC LIMIT 1) AS latest_alert_type
FROM evals;

CREATE VIEW prompt_performance_summary AS
SELECT
  system_prompts.id AS prompt_id,
  system_prompts.workspace_id,
  system_prompts.agent_name,
  system_prompts.trace_count,
  system_prompts.first_seen_at,
  system_prompts.last_seen_at,
  count(DISTINCT eval_prompt_coverage.eval_id) AS evals_covering,
  sum(eval_prompt_coverage.execution_count) AS total_executions,
  avg(eval_prompt_coverage.accuracy) AS avg_accuracy,
  min(eval_prompt_coverage.accuracy) AS min_accuracy,
  max(eval_prompt_coverage.accuracy) AS max_accuracy
FROM system_prompts
LEFT JOIN eval_prompt_coverage ON eval_prompt_coverage.system_prompt_id = system_prompts.id
GROUP BY system_prompts.id;

CREATE VIEW refinement_timeline AS
SELECT
  refinement_history.id,
  refinement_history.eval_id,
  evals.name AS eval_name,
  refinement_history.parent_version,
  refinement_history.new_version,
  refinement_history.trigger_type,
  refinement_history.result_accuracy,
  refinement_history.improvement_delta,
  refinement_history.status,
  refinement_history.created_at,
  refinement_history.completed_at,
  refinement_history.deployed_at,
  performance_alerts.alert_type AS trigger_alert_type,
  performance_alerts.message AS trigger_alert_message
FROM refinement_history
JOIN evals ON evals.id = refinement_history.eval_id
LEFT JOIN performance_alerts ON performance_alerts.id = refinement_history.trigger_alert_id
ORDER BY refinement_history.created_at DESC;
