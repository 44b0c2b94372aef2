-- The database as it stood before its schema was declared in C++. On an empty database it makes all of it. On the
-- existing database, where all of it is there already, it is only recorded as applied.

CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE workspaces (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE agents (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  description TEXT,
  status TEXT DEFAULT 'discovered' CHECK (status IN ('discovered', 'confirmed', 'archived')),
  active_version_id TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  active_eval_id TEXT REFERENCES eval_candidates(id)
);
CREATE INDEX idx_agents_active_eval ON agents (active_eval_id);
CREATE INDEX idx_agents_status ON agents (status);
CREATE INDEX idx_agents_workspace_id ON agents (workspace_id);

CREATE TABLE eval_candidates (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  variation TEXT,
  agreement_rate REAL,
  accuracy REAL,
  cohen_kappa REAL,
  f1_score REAL,
  confusion_matrix TEXT,
  per_trace_results TEXT,
  total_cost_usd REAL,
  avg_duration_ms REAL,
  status TEXT DEFAULT 'candidate' CHECK (status IN ('candidate', 'testing', 'active', 'archived')),
  parent_candidate_id TEXT REFERENCES eval_candidates(id),
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  activated_at DATETIME
);
CREATE INDEX idx_eval_candidates_accuracy ON eval_candidates (accuracy DESC);
CREATE INDEX idx_eval_candidates_agent ON eval_candidates (agent_id);
CREATE INDEX idx_eval_candidates_created ON eval_candidates (created_at DESC);
CREATE INDEX idx_eval_candidates_parent ON eval_candidates (parent_candidate_id);
CREATE INDEX idx_eval_candidates_status ON eval_candidates (status);

CREATE TABLE agent_versions (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  prompt_template TEXT NOT NULL,
  variables TEXT,
  source TEXT NOT NULL CHECK (source IN ('discovered', 'manual', 'ai_improved')),
  parent_version_id TEXT,
  accuracy REAL,
  status TEXT DEFAULT 'candidate' CHECK (status IN ('candidate', 'active', 'rejected', 'archived')),
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (agent_id, version)
);
CREATE INDEX idx_agent_versions_agent_id ON agent_versions (agent_id);
CREATE INDEX idx_agent_versions_status ON agent_versions (status);

CREATE TABLE functions (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('template_extractor', 'template_injector', 'eval')),
  name TEXT NOT NULL,
  code TEXT NOT NULL,
  input_schema TEXT,
  output_schema TEXT,
  model_used TEXT,
  parent_function_id TEXT,
  status TEXT DEFAULT 'active' CHECK (status IN ('active', 'archived', 'failed')),
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_functions_type ON functions (type);
CREATE INDEX idx_functions_workspace_id ON functions (workspace_id);

CREATE TABLE agent_functions (
  agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  function_id TEXT NOT NULL REFERENCES functions(id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('extractor', 'injector')),
  PRIMARY KEY (agent_id, role)
);

CREATE TABLE prompt_best_practices (
  id TEXT PRIMARY KEY,
  source TEXT NOT NULL CHECK (source IN ('openai', 'anthropic', 'google')),
  category TEXT NOT NULL CHECK (category IN ('structure', 'clarity', 'safety', 'reasoning', 'general')),
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  url TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE integrations (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  platform TEXT NOT NULL,
  api_key_encrypted TEXT NOT NULL,
  config TEXT,
  status TEXT DEFAULT 'active',
  last_synced_at DATETIME,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_integrations_platform ON integrations (platform);
CREATE INDEX idx_integrations_workspace_id ON integrations (workspace_id);

CREATE TABLE system_prompts (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL,
  agent_name TEXT NOT NULL,
  prompt_hash TEXT NOT NULL,
  content TEXT NOT NULL,
  metadata TEXT,
  first_seen_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  last_seen_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  trace_count INTEGER DEFAULT 1,
  UNIQUE (workspace_id, prompt_hash)
);
CREATE INDEX idx_system_prompts_hash ON system_prompts (prompt_hash);
CREATE INDEX idx_system_prompts_workspace_agent ON system_prompts (workspace_id, agent_name);

CREATE TABLE prompt_iterations (
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
CREATE INDEX idx_prompt_iterations_parent ON prompt_iterations (parent_prompt_id);
CREATE INDEX idx_prompt_iterations_workspace_agent ON prompt_iterations (workspace_id, agent_name);

CREATE TABLE traces (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  integration_id TEXT NOT NULL REFERENCES integrations(id) ON DELETE CASCADE,
  trace_id TEXT NOT NULL,
  source TEXT NOT NULL,
  timestamp DATETIME NOT NULL,
  metadata TEXT,
  steps TEXT NOT NULL,
  raw_data TEXT,
  input_preview TEXT,
  output_preview TEXT,
  step_count INTEGER DEFAULT 0,
  has_errors BOOLEAN DEFAULT 0,
  agent_version_id TEXT REFERENCES agent_versions(id),
  assignment_status TEXT DEFAULT 'unassigned' CHECK (assignment_status IN ('unassigned', 'assigned', 'orphaned')),
  imported_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  system_prompt_id TEXT REFERENCES system_prompts(id),
  UNIQUE (integration_id, trace_id)
);
CREATE INDEX idx_traces_agent_version_id ON traces (agent_version_id);
CREATE INDEX idx_traces_assignment_status ON traces (assignment_status);
CREATE INDEX idx_traces_imported_at ON traces (imported_at);
CREATE INDEX idx_traces_integration_id ON traces (integration_id);
CREATE INDEX idx_traces_system_prompt ON traces (system_prompt_id);
CREATE INDEX idx_traces_trace_id ON traces (trace_id);
CREATE INDEX idx_traces_workspace_id ON traces (workspace_id);

CREATE TABLE feedback (
  id TEXT PRIMARY KEY,
  trace_id TEXT NOT NULL UNIQUE REFERENCES traces(id) ON DELETE CASCADE,
  agent_id TEXT REFERENCES agents(id) ON DELETE CASCADE,
  rating TEXT NOT NULL,
  rating_detail TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_feedback_agent_created_trace ON feedback (agent_id, created_at, trace_id);
CREATE INDEX idx_feedback_agent_id ON feedback (agent_id);
CREATE INDEX idx_feedback_rating ON feedback (rating);
CREATE INDEX idx_feedback_trace_id ON feedback (trace_id);

CREATE TABLE evals (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  parent_eval_id TEXT REFERENCES evals(id) ON DELETE SET NULL,
  name TEXT NOT NULL,
  description TEXT,
  code TEXT NOT NULL,
  model_used TEXT NOT NULL,
  accuracy REAL,
  training_trace_ids TEXT,
  generation_prompt TEXT,
  test_results TEXT,
  execution_count INTEGER DEFAULT 0,
  contradiction_count INTEGER DEFAULT 0,
  status TEXT DEFAULT 'draft',
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  auto_execute_enabled BOOLEAN DEFAULT FALSE,
  auto_refine_enabled BOOLEAN DEFAULT FALSE,
  monitoring_thresholds TEXT,
  cohen_kappa REAL,
  f1_score REAL,
  precision REAL,
  recall REAL,
  UNIQUE (agent_id, version)
);
CREATE INDEX idx_evals_agent_id ON evals (agent_id);
CREATE INDEX idx_evals_cohen_kappa ON evals (cohen_kappa DESC);
CREATE INDEX idx_evals_f1_score ON evals (f1_score DESC);
CREATE INDEX idx_evals_name ON evals (name);

CREATE TABLE eval_executions (
  id TEXT PRIMARY KEY,
  eval_id TEXT NOT NULL REFERENCES evals(id) ON DELETE CASCADE,
  trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
  predicted_result BOOLEAN NOT NULL,
  predicted_reason TEXT,
  execution_time_ms INTEGER,
  error TEXT,
  stdout TEXT,
  stderr TEXT,
  executed_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_eval_executions_eval_id ON eval_executions (eval_id);
CREATE INDEX idx_eval_executions_executed_trace ON eval_executions (eval_id, executed_at, trace_id);
CREATE INDEX idx_eval_executions_trace_id ON eval_executions (trace_id);

CREATE TABLE eval_cv_results (
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
CREATE INDEX idx_cv_results_accuracy ON eval_cv_results (mean_accuracy DESC);
CREATE INDEX idx_cv_results_candidate ON eval_cv_results (candidate_id);
CREATE INDEX idx_cv_results_stable ON eval_cv_results (is_stable);

CREATE TABLE eval_prompt_coverage (
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
CREATE INDEX idx_eval_prompt_coverage_eval ON eval_prompt_coverage (eval_id);
CREATE INDEX idx_eval_prompt_coverage_prompt ON eval_prompt_coverage (system_prompt_id);

CREATE TABLE jobs (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  type TEXT NOT NULL CHECK (type IN ('import', 'generate', 'execute', 'monitor', 'auto_refine', 'agent_discovery', 'prompt_improvement', 'prompt_evaluation', 'template_drift', 'eval_revalidation', 'taskset_run')),
  status TEXT NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'completed', 'failed', 'cancelled')),
  progress INTEGER NOT NULL DEFAULT 0,
  metadata TEXT,
  result TEXT,
  error TEXT,
  retry_count INTEGER NOT NULL DEFAULT 0,
  max_retries INTEGER NOT NULL DEFAULT 5,
  error_category TEXT,
  last_error_at DATETIME,
  next_retry_at DATETIME,
  priority INTEGER NOT NULL DEFAULT 0,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  started_at DATETIME,
  completed_at DATETIME,
  agent_id TEXT REFERENCES agents(id),
  agent_version_id TEXT REFERENCES agent_versions(id),
  trigger_event TEXT,
  trigger_threshold TEXT
);
CREATE INDEX idx_jobs_created_at ON jobs (created_at DESC);
CREATE INDEX idx_jobs_error_category ON jobs (error_category) WHERE status = 'failed';
CREATE INDEX idx_jobs_next_retry ON jobs (next_retry_at) WHERE status = 'queued' AND next_retry_at IS NOT NULL;
CREATE INDEX idx_jobs_priority ON jobs (priority DESC, created_at) WHERE status = 'queued';
CREATE INDEX idx_jobs_status ON jobs (status);
CREATE INDEX idx_jobs_type ON jobs (type);
CREATE INDEX idx_jobs_workspace_status ON jobs (workspace_id, status);

CREATE TABLE job_retry_history (
  id TEXT PRIMARY KEY,
  job_id TEXT NOT NULL REFERENCES jobs(id) ON DELETE CASCADE,
  attempt INTEGER NOT NULL,
  error TEXT NOT NULL,
  error_category TEXT NOT NULL,
  delay_ms INTEGER NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_job_retry_history_created_at ON job_retry_history (created_at DESC);
CREATE INDEX idx_job_retry_history_job ON job_retry_history (job_id);

CREATE TABLE tasksets (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id),
  agent_id TEXT NOT NULL REFERENCES agents(id),
  name TEXT NOT NULL,
  description TEXT,
  task_count INTEGER DEFAULT 0,
  status TEXT DEFAULT 'active' CHECK (status IN ('active', 'archived')),
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_tasksets_agent ON tasksets (agent_id);
CREATE INDEX idx_tasksets_created ON tasksets (created_at DESC);
CREATE INDEX idx_tasksets_workspace ON tasksets (workspace_id, status);

CREATE TABLE taskset_tasks (
  id TEXT PRIMARY KEY,
  taskset_id TEXT NOT NULL REFERENCES tasksets(id) ON DELETE CASCADE,
  user_message TEXT NOT NULL,
  expected_output TEXT,
  source TEXT NOT NULL CHECK (source IN ('trace', 'manual', 'imported')),
  source_trace_id TEXT REFERENCES traces(id),
  content_hash TEXT NOT NULL,
  metadata TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (taskset_id, content_hash)
);
CREATE INDEX idx_taskset_tasks_hash ON taskset_tasks (content_hash);
CREATE INDEX idx_taskset_tasks_source ON taskset_tasks (source_trace_id);
CREATE INDEX idx_taskset_tasks_taskset ON taskset_tasks (taskset_id);

CREATE TABLE taskset_runs (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id),
  agent_id TEXT NOT NULL REFERENCES agents(id),
  taskset_id TEXT NOT NULL REFERENCES tasksets(id),
  status TEXT DEFAULT 'queued' CHECK (status IN ('queued', 'running', 'completed', 'partial', 'failed', 'cancelled')),
  task_count INTEGER NOT NULL,
  completed_count INTEGER DEFAULT 0,
  failed_count INTEGER DEFAULT 0,
  model_provider TEXT DEFAULT 'anthropic',
  model_id TEXT DEFAULT 'anthropic/claude-sonnet-4-5',
  config TEXT DEFAULT '{}',
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  started_at DATETIME,
  completed_at DATETIME,
  error TEXT
);
CREATE INDEX idx_taskset_runs_created ON taskset_runs (created_at DESC);
CREATE INDEX idx_taskset_runs_taskset ON taskset_runs (taskset_id);
CREATE INDEX idx_taskset_runs_workspace ON taskset_runs (workspace_id, status);

CREATE TABLE taskset_run_results (
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
CREATE INDEX idx_taskset_run_results_run ON taskset_run_results (run_id);
CREATE UNIQUE INDEX idx_taskset_run_results_task ON taskset_run_results (run_id, task_id);

CREATE TABLE gepa_runs (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id),
  agent_id TEXT NOT NULL REFERENCES agents(id),
  eval_id TEXT REFERENCES evals(id),
  seed_prompt TEXT NOT NULL,
  test_case_count INTEGER NOT NULL,
  max_metric_calls INTEGER DEFAULT 50,
  parallelism INTEGER DEFAULT 5,
  status TEXT DEFAULT 'pending',
  progress_metric_calls INTEGER DEFAULT 0,
  best_prompt TEXT,
  best_score REAL,
  total_candidates INTEGER DEFAULT 0,
  state_path TEXT,
  error TEXT,
  optimized_version_id TEXT REFERENCES agent_versions(id),
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  started_at DATETIME,
  completed_at DATETIME,
  taskset_id TEXT REFERENCES tasksets(id),
  train_split REAL DEFAULT 0.7,
  val_split REAL DEFAULT 0.3,
  random_seed INTEGER
);
CREATE INDEX idx_gepa_runs_agent ON gepa_runs (agent_id);
CREATE INDEX idx_gepa_runs_created ON gepa_runs (created_at DESC);
CREATE INDEX idx_gepa_runs_taskset ON gepa_runs (taskset_id);
CREATE INDEX idx_gepa_runs_workspace ON gepa_runs (workspace_id, status);

CREATE TABLE gepa_run_tasks (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES gepa_runs(id) ON DELETE CASCADE,
  task_id TEXT NOT NULL REFERENCES taskset_tasks(id),
  split TEXT NOT NULL CHECK (split IN ('train', 'val', 'test')),
  score REAL,
  UNIQUE (run_id, task_id)
);
CREATE INDEX idx_gepa_run_tasks_run ON gepa_run_tasks (run_id);
CREATE INDEX idx_gepa_run_tasks_split ON gepa_run_tasks (run_id, split);
CREATE INDEX idx_gepa_run_tasks_task ON gepa_run_tasks (task_id);

CREATE TABLE rollout_batches (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id),
  agent_id TEXT NOT NULL REFERENCES agents(id),
  system_prompt TEXT NOT NULL,
  task_count INTEGER NOT NULL,
  status TEXT DEFAULT 'queued',
  config TEXT DEFAULT '{}',
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  completed_at DATETIME
);
CREATE INDEX idx_rollout_batches_created ON rollout_batches (created_at DESC);
CREATE INDEX idx_rollout_batches_workspace ON rollout_batches (workspace_id, status);

CREATE TABLE rollout_results (
  id TEXT PRIMARY KEY,
  batch_id TEXT NOT NULL REFERENCES rollout_batches(id) ON DELETE CASCADE,
  task_id TEXT NOT NULL,
  status TEXT NOT NULL,
  trace TEXT,
  error TEXT,
  execution_time_ms INTEGER,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_rollout_results_batch ON rollout_results (batch_id);
CREATE UNIQUE INDEX idx_rollout_results_task ON rollout_results (batch_id, task_id);

CREATE TABLE tools (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  parameters_schema TEXT NOT NULL,
  handler_key TEXT NOT NULL,
  category TEXT DEFAULT 'general' CHECK (category IN ('general', 'code', 'filesystem', 'email')),
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_tools_category ON tools (category);
CREATE INDEX idx_tools_handler ON tools (handler_key);

CREATE TABLE agent_tools (
  agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  tool_id TEXT NOT NULL REFERENCES tools(id) ON DELETE CASCADE,
  config TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (agent_id, tool_id)
);
CREATE INDEX idx_agent_tools_agent ON agent_tools (agent_id);
CREATE INDEX idx_agent_tools_tool ON agent_tools (tool_id);

CREATE TABLE performance_snapshots (
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
CREATE INDEX idx_performance_snapshots_eval_date ON performance_snapshots (eval_id, snapshot_date DESC);

CREATE TABLE performance_alerts (
  id TEXT PRIMARY KEY,
  eval_id TEXT NOT NULL REFERENCES evals(id) ON DELETE CASCADE,
  alert_type TEXT NOT NULL,
  severity TEXT DEFAULT 'warning',
  current_value REAL,
  threshold_value REAL,
  message TEXT NOT NULL,
  prompt_id TEXT REFERENCES system_prompts(id),
  triggered_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  acknowledged_at DATETIME,
  acknowledged_by TEXT,
  resolved_at DATETIME,
  resolved_by TEXT,
  auto_action_taken TEXT,
  auto_action_job_id TEXT REFERENCES jobs(id),
  metadata TEXT
);
CREATE INDEX idx_performance_alerts_active ON performance_alerts (eval_id, resolved_at) WHERE resolved_at IS NULL;
CREATE INDEX idx_performance_alerts_type ON performance_alerts (alert_type, triggered_at DESC);

CREATE TABLE refinement_history (
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
CREATE INDEX idx_refinement_history_eval ON refinement_history (eval_id, created_at DESC);
CREATE INDEX idx_refinement_history_status ON refinement_history (status, created_at DESC);

CREATE TABLE auto_refine_cooldowns (
  id TEXT PRIMARY KEY,
  eval_id TEXT NOT NULL UNIQUE REFERENCES evals(id) ON DELETE CASCADE,
  last_attempt_at DATETIME NOT NULL,
  next_allowed_at DATETIME NOT NULL,
  consecutive_failures INTEGER DEFAULT 0,
  updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE playground_sessions (
  id TEXT PRIMARY KEY,
  workspace_id TEXT NOT NULL REFERENCES workspaces(id) ON DELETE CASCADE,
  agent_id TEXT NOT NULL REFERENCES agents(id) ON DELETE CASCADE,
  agent_version_id TEXT NOT NULL REFERENCES agent_versions(id) ON DELETE CASCADE,
  messages TEXT NOT NULL DEFAULT '[]',
  variables TEXT NOT NULL DEFAULT '{}',
  files TEXT NOT NULL DEFAULT '{}',
  model_provider TEXT NOT NULL CHECK (model_provider IN ('anthropic', 'openai', 'google')),
  model_id TEXT NOT NULL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_playground_sessions_agent ON playground_sessions (agent_id);
CREATE INDEX idx_playground_sessions_agent_version ON playground_sessions (agent_version_id);
CREATE INDEX idx_playground_sessions_updated ON playground_sessions (updated_at DESC);
CREATE INDEX idx_playground_sessions_workspace ON playground_sessions (workspace_id);

CREATE TABLE playground_steps (
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
CREATE INDEX idx_playground_steps_session ON playground_steps (session_id);
CREATE INDEX idx_playground_steps_session_index ON playground_steps (session_id, step_index);
CREATE INDEX idx_playground_steps_timestamp ON playground_steps (timestamp DESC);
CREATE INDEX idx_playground_steps_trace ON playground_steps (trace_id);

CREATE TABLE task_metadata (
  id TEXT PRIMARY KEY,
  trace_id TEXT NOT NULL UNIQUE REFERENCES traces(id) ON DELETE CASCADE,
  user_message TEXT NOT NULL,
  expected_output TEXT,
  expected_action TEXT,
  success_criteria TEXT,
  task_type TEXT,
  difficulty TEXT CHECK (difficulty IN ('easy', 'medium', 'hard')),
  domain TEXT,
  custom_metadata TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  updated_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_task_metadata_trace ON task_metadata (trace_id);
CREATE INDEX idx_task_metadata_type ON task_metadata (task_type);
CREATE INDEX idx_task_metadata_updated ON task_metadata (updated_at DESC);

CREATE TABLE task_similar_traces (
  id TEXT PRIMARY KEY,
  task_metadata_id TEXT NOT NULL REFERENCES task_metadata(id) ON DELETE CASCADE,
  similar_trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
  similarity_score REAL NOT NULL,
  human_score REAL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (task_metadata_id, similar_trace_id)
);
CREATE INDEX idx_similar_traces_metadata ON task_similar_traces (task_metadata_id);
CREATE INDEX idx_similar_traces_score ON task_similar_traces (similarity_score DESC);
CREATE INDEX idx_similar_traces_similar ON task_similar_traces (similar_trace_id);

CREATE TABLE task_feedback_pairs (
  id TEXT PRIMARY KEY,
  task_metadata_id TEXT NOT NULL REFERENCES task_metadata(id) ON DELETE CASCADE,
  feedback_trace_id TEXT NOT NULL REFERENCES traces(id) ON DELETE CASCADE,
  human_feedback TEXT NOT NULL,
  human_score REAL,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP,
  UNIQUE (task_metadata_id, feedback_trace_id)
);
CREATE INDEX idx_feedback_pairs_metadata ON task_feedback_pairs (task_metadata_id);
CREATE INDEX idx_feedback_pairs_trace ON task_feedback_pairs (feedback_trace_id);

CREATE TABLE trace_summaries (
  trace_id TEXT PRIMARY KEY REFERENCES traces(id) ON DELETE CASCADE,
  summary TEXT NOT NULL,
  key_behaviors TEXT,
  created_at DATETIME DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX idx_trace_summaries_created ON trace_summaries (created_at DESC);

CREATE TABLE eval_llm_cache (
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
CREATE INDEX idx_llm_cache_created ON eval_llm_cache (created_at DESC);
CREATE INDEX idx_llm_cache_expires ON eval_llm_cache (expires_at);
CREATE INDEX idx_llm_cache_hash ON eval_llm_cache (prompt_hash);
CREATE INDEX idx_llm_cache_model ON eval_llm_cache (model);

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
