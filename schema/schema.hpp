#pragma once
// The whole database.
#include "squall/sql/relation_list.hpp"

#include "agents.hpp"
#include "cache.hpp"
#include "evals.hpp"
#include "gepa.hpp"
#include "jobs.hpp"
#include "monitoring.hpp"
#include "playground.hpp"
#include "task_enrichment.hpp"
#include "tasksets.hpp"
#include "tools.hpp"
#include "traces.hpp"
#include "users.hpp"
#include "views.hpp"

namespace iofold::schema {

/// Parents before children. Agents and eval_candidates are a ring: each refers to the other.
inline constexpr squall::relation_list<
    users, workspaces, workspace_members,
    agents, eval_candidates, agent_versions, functions, agent_functions, prompt_best_practices,
    integrations, system_prompts, prompt_iterations, traces, feedback,
    evals, eval_executions, eval_candidate_executions, eval_cv_results, eval_prompt_coverage, eval_sets,
    jobs, job_retry_history,
    tasksets, taskset_tasks, taskset_runs, taskset_run_results,
    gepa_runs, gepa_run_tasks, rollout_batches, rollout_results,
    tools, agent_tools,
    performance_snapshots, performance_alerts, refinement_history, auto_refine_cooldowns,
    playground_sessions, playground_steps,
    task_metadata, task_similar_traces, task_feedback_pairs, trace_summaries,
    eval_llm_cache>
    tables;

inline constexpr squall::relation_list<eval_comparison, current_eval_metrics, prompt_performance_summary, refinement_timeline> views;

}  // namespace iofold::schema
