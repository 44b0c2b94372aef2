// All tables of cases, and what runs them.
export * from "./run.js";
export { now } from "./case.js";
export { seedStatements } from "./seed.js";
import { bulk } from "./bulk.js";
import { order } from "./order.js";
import type { Domain } from "./case.js";
import agent_functions from "./agent_functions.js";
import agent_tools from "./agent_tools.js";
import agent_versions from "./agent_versions.js";
import agents from "./agents.js";
import auto_refine_cooldowns from "./auto_refine_cooldowns.js";
import eval_candidate_executions from "./eval_candidate_executions.js";
import eval_candidates from "./eval_candidates.js";
import eval_comparison from "./eval_comparison.js";
import eval_cv_results from "./eval_cv_results.js";
import eval_executions from "./eval_executions.js";
import eval_llm_cache from "./eval_llm_cache.js";
import eval_prompt_coverage from "./eval_prompt_coverage.js";
import eval_sets from "./eval_sets.js";
import evals from "./evals.js";
import feedback from "./feedback.js";
import functions from "./functions.js";
import gepa_run_tasks from "./gepa_run_tasks.js";
import gepa_runs from "./gepa_runs.js";
import integrations from "./integrations.js";
import job_retry_history from "./job_retry_history.js";
import jobs from "./jobs.js";
import { jobQueue } from "./job_queue.js";
import { jobRetries } from "./job_retries.js";
import { jobTransitions } from "./job_transitions.js";
import matrix from "./matrix.js";
import overviews from "./overviews.js";
import performance_alerts from "./performance_alerts.js";
import performance_snapshots from "./performance_snapshots.js";
import playground_sessions from "./playground_sessions.js";
import playground_steps from "./playground_steps.js";
import prompt_best_practices from "./prompt_best_practices.js";
import prompt_iterations from "./prompt_iterations.js";
import refinement_history from "./refinement_history.js";
import rollout_batches from "./rollout_batches.js";
import rollout_results from "./rollout_results.js";
import system_prompts from "./system_prompts.js";
import task_feedback_pairs from "./task_feedback_pairs.js";
import task_metadata from "./task_metadata.js";
import task_similar_traces from "./task_similar_traces.js";
import taskset_run_results from "./taskset_run_results.js";
import taskset_runs from "./taskset_runs.js";
import taskset_tasks from "./taskset_tasks.js";
import tasksets from "./tasksets.js";
import tools from "./tools.js";
import trace_summaries from "./trace_summaries.js";
import traces from "./traces.js";
import { traceWrites } from "./trace_writes.js";
import users from "./users.js";
import workspace_members from "./workspace_members.js";
import workspaces from "./workspaces.js";

/** The domains in parts, each for a file of tests on D1: one file of all would be too long for vitest. */
export const parts = {
  agents: [
    workspaces,
    users,
    workspace_members,
    agents,
    agent_versions,
    functions,
    agent_functions,
    tools,
    agent_tools,
    prompt_best_practices,
    overviews,
  ],
  traces: [
    integrations,
    traces,
    traceWrites,
    feedback,
    system_prompts,
    prompt_iterations,
    task_metadata,
    task_similar_traces,
    task_feedback_pairs,
    trace_summaries,
  ],
  evals: [
    evals,
    eval_executions,
    eval_comparison,
    eval_candidates,
    eval_candidate_executions,
    matrix,
    eval_cv_results,
    eval_sets,
    eval_prompt_coverage,
    eval_llm_cache,
  ],
  runs: [
    jobs,
    jobQueue,
    jobTransitions,
    jobRetries,
    job_retry_history,
    tasksets,
    taskset_tasks,
    taskset_runs,
    taskset_run_results,
    gepa_runs,
    gepa_run_tasks,
    rollout_batches,
    rollout_results,
  ],
  monitoring: [
    playground_sessions,
    playground_steps,
    performance_snapshots,
    performance_alerts,
    refinement_history,
    auto_refine_cooldowns,
  ],
  bulk,
  order,
} satisfies Record<string, Domain[]>;
export const allParts: Domain[] = Object.values(parts).flat();
