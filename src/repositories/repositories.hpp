#pragma once
// Every function that the module exports, domain by domain.
#include "agent_functions.hpp"
#include "agent_tools.hpp"
#include "agent_versions.hpp"
#include "agents.hpp"
#include "auto_refine_cooldowns.hpp"
#include "budgets.hpp"
#include "eval_candidate_executions.hpp"
#include "eval_candidates.hpp"
#include "eval_comparison.hpp"
#include "eval_cv_results.hpp"
#include "eval_executions.hpp"
#include "eval_llm_cache.hpp"
#include "eval_prompt_coverage.hpp"
#include "eval_sets.hpp"
#include "evals.hpp"
#include "feedback.hpp"
#include "functions.hpp"
#include "gepa_run_tasks.hpp"
#include "gepa_runs.hpp"
#include "integrations.hpp"
#include "job_retry_history.hpp"
#include "jobs.hpp"
#include "matrix.hpp"
#include "overviews.hpp"
#include "performance_alerts.hpp"
#include "performance_snapshots.hpp"
#include "playground_sessions.hpp"
#include "playground_steps.hpp"
#include "prompt_best_practices.hpp"
#include "prompt_iterations.hpp"
#include "refinement_history.hpp"
#include "rollout_batches.hpp"
#include "rollout_results.hpp"
#include "system_prompts.hpp"
#include "task_feedback_pairs.hpp"
#include "task_metadata.hpp"
#include "task_similar_traces.hpp"
#include "taskset_run_results.hpp"
#include "taskset_runs.hpp"
#include "taskset_tasks.hpp"
#include "tasksets.hpp"
#include "tools.hpp"
#include "trace_summaries.hpp"
#include "traces.hpp"
#include "users.hpp"
#include "workspace_members.hpp"
#include "workspaces.hpp"

namespace iofold {

using all_functions = squall::joined_lists<
    agents::functions, agent_versions::functions, functions::functions, agent_functions::functions, feedback::functions, traces::functions,
    integrations::functions, tools::functions, agent_tools::functions, playground_sessions::functions, playground_steps::functions,
    system_prompts::functions, prompt_iterations::functions, eval_prompt_coverage::functions, prompt_best_practices::functions,
    workspaces::functions, users::functions, workspace_members::functions, evals::functions, eval_executions::functions,
    eval_comparison::functions, eval_candidates::functions, eval_candidate_executions::functions, matrix::functions,
    eval_cv_results::functions, eval_sets::functions, jobs::functions, job_retry_history::functions, tasksets::functions,
    taskset_tasks::functions, taskset_runs::functions, taskset_run_results::functions, gepa_runs::functions, gepa_run_tasks::functions,
    rollout_batches::functions, rollout_results::functions, performance_snapshots::functions, performance_alerts::functions,
    refinement_history::functions, auto_refine_cooldowns::functions, task_metadata::functions, task_similar_traces::functions,
    task_feedback_pairs::functions, trace_summaries::functions, eval_llm_cache::functions, overviews::functions>::type;

}  // namespace iofold
