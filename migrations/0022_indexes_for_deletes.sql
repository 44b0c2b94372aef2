-- INDEX idx_workspace_members_user_id ON workspace_members (user_id) is new
-- INDEX idx_agent_functions_function_id ON agent_functions (function_id) is new
-- INDEX idx_prompt_iterations_current_prompt_id ON prompt_iterations (current_prompt_id) is new
-- INDEX idx_evals_parent_eval_id ON evals (parent_eval_id) WHERE parent_eval_id IS NOT NULL is new
-- INDEX idx_jobs_agent_id ON jobs (agent_id) WHERE agent_id IS NOT NULL is new
-- INDEX idx_jobs_agent_version_id ON jobs (agent_version_id) WHERE agent_version_id IS NOT NULL is new
-- INDEX idx_taskset_runs_agent_id ON taskset_runs (agent_id) is new
-- INDEX idx_taskset_run_results_task_id ON taskset_run_results (task_id) is new
-- INDEX idx_gepa_runs_eval_id ON gepa_runs (eval_id) WHERE eval_id IS NOT NULL is new
-- INDEX idx_gepa_runs_optimized_version_id ON gepa_runs (optimized_version_id) WHERE optimized_version_id IS NOT NULL is new
-- INDEX idx_rollout_batches_agent_id ON rollout_batches (agent_id) is new
-- INDEX idx_performance_alerts_auto_action_job_id ON performance_alerts (auto_action_job_id) WHERE auto_action_job_id IS NOT NULL is new
-- INDEX idx_performance_alerts_prompt_id ON performance_alerts (prompt_id) WHERE prompt_id IS NOT NULL is new
-- INDEX idx_refinement_history_job_id ON refinement_history (job_id) WHERE job_id IS NOT NULL is new
-- INDEX idx_refinement_history_trigger_alert_id ON refinement_history (trigger_alert_id) WHERE trigger_alert_id IS NOT NULL is new

CREATE INDEX IF NOT EXISTS idx_workspace_members_user_id ON workspace_members (user_id);

CREATE INDEX IF NOT EXISTS idx_agent_functions_function_id ON agent_functions (function_id);

CREATE INDEX IF NOT EXISTS idx_prompt_iterations_current_prompt_id ON prompt_iterations (current_prompt_id);

CREATE INDEX IF NOT EXISTS idx_evals_parent_eval_id ON evals (parent_eval_id) WHERE parent_eval_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_jobs_agent_id ON jobs (agent_id) WHERE agent_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_jobs_agent_version_id ON jobs (agent_version_id) WHERE agent_version_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_taskset_runs_agent_id ON taskset_runs (agent_id);

CREATE INDEX IF NOT EXISTS idx_taskset_run_results_task_id ON taskset_run_results (task_id);

CREATE INDEX IF NOT EXISTS idx_gepa_runs_eval_id ON gepa_runs (eval_id) WHERE eval_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_gepa_runs_optimized_version_id ON gepa_runs (optimized_version_id) WHERE optimized_version_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_rollout_batches_agent_id ON rollout_batches (agent_id);

CREATE INDEX IF NOT EXISTS idx_performance_alerts_auto_action_job_id ON performance_alerts (auto_action_job_id) WHERE auto_action_job_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_performance_alerts_prompt_id ON performance_alerts (prompt_id) WHERE prompt_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_refinement_history_job_id ON refinement_history (job_id) WHERE job_id IS NOT NULL;

CREATE INDEX IF NOT EXISTS idx_refinement_history_trigger_alert_id ON refinement_history (trigger_alert_id) WHERE trigger_alert_id IS NOT NULL;
