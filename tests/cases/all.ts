// All tables of cases, and what runs them.
export * from "./run.js";
export { now } from "./case.js";
export { seedStatements } from "./seed.js";
export { bulk } from "./bulk.js";
import type { Domain } from "./case.js";
import agents from "./agents.js";
import agent_versions from "./agent_versions.js";
import functions from "./functions.js";
import agent_functions from "./agent_functions.js";
import feedback from "./feedback.js";
import traces from "./traces.js";
import integrations from "./integrations.js";
import tools from "./tools.js";
import agent_tools from "./agent_tools.js";
import playground_sessions from "./playground_sessions.js";
import playground_steps from "./playground_steps.js";
import system_prompts from "./system_prompts.js";
import prompt_iterations from "./prompt_iterations.js";
import eval_prompt_coverage from "./eval_prompt_coverage.js";
import prompt_best_practices from "./prompt_best_practices.js";
import workspaces from "./workspaces.js";
import users from "./users.js";
import workspace_members from "./workspace_members.js";
import evals from "./evals.js";
import eval_executions from "./eval_executions.js";
import eval_comparison from "./eval_comparison.js";
import eval_candidates from "./eval_candidates.js";
import eval_candidate_executions from "./eval_candidate_executions.js";
import matrix from "./matrix.js";
import eval_cv_results from "./eval_cv_results.js";
import eval_sets from "./eval_sets.js";
import jobs from "./jobs.js";
import job_retry_history from "./job_retry_history.js";
import tasksets from "./tasksets.js";
import taskset_tasks from "./taskset_tasks.js";
import taskset_runs from "./taskset_runs.js";
import taskset_run_results from "./taskset_run_results.js";
import gepa_runs from "./gepa_runs.js";
import gepa_run_tasks from "./gepa_run_tasks.js";
import rollout_batches from "./rollout_batches.js";
import rollout_results from "./rollout_results.js";
import performance_snapshots from "./performance_snapshots.js";
import performance_alerts from "./performance_alerts.js";
import refinement_history from "./refinement_history.js";
import auto_refine_cooldowns from "./auto_refine_cooldowns.js";
import task_metadata from "./task_metadata.js";
import task_similar_traces from "./task_similar_traces.js";
import task_feedback_pairs from "./task_feedback_pairs.js";
import trace_summaries from "./trace_summaries.js";
import eval_llm_cache from "./eval_llm_cache.js";
import overviews from "./overviews.js";

export const domains: Domain[] = [
  agents,
  agent_versions,
  functions,
  agent_functions,
  feedback,
  traces,
  integrations,
  tools,
  agent_tools,
  playground_sessions,
  playground_steps,
  system_prompts,
  prompt_iterations,
  eval_prompt_coverage,
  prompt_best_practices,
  workspaces,
  users,
  workspace_members,
  evals,
  eval_executions,
  eval_comparison,
  eval_candidates,
  eval_candidate_executions,
  matrix,
  eval_cv_results,
  eval_sets,
  jobs,
  job_retry_history,
  tasksets,
  taskset_tasks,
  taskset_runs,
  taskset_run_results,
  gepa_runs,
  gepa_run_tasks,
  rollout_batches,
  rollout_results,
  performance_snapshots,
  performance_alerts,
  refinement_history,
  auto_refine_cooldowns,
  task_metadata,
  task_similar_traces,
  task_feedback_pairs,
  trace_summaries,
  eval_llm_cache,
  overviews,
];
