#pragma once
// The full scans of tables that are accepted, each with its reason. Whatever else reads all rows of a table fails.
#include <array>
#include <string_view>

namespace iofold::test {

/// A function's own reading of all rows.
struct accepted_scan {
    std::string_view function, table, reason;
};
inline constexpr std::array accepted_scans{
    accepted_scan{"tools.list", "tools", "a small registry"},
    accepted_scan{"prompt_best_practices.list", "prompt_best_practices", "a small table of reference texts"},
    accepted_scan{"users.list", "users", "administration only"},
    accepted_scan{"evals.list_monitoring_settings", "evals", "without ids the monitor visits every eval"},
    accepted_scan{"trace_summaries.list", "trace_summaries", "a walk along idx_trace_summaries_created, which stops at the limit"},
    accepted_scan{"jobs.count", "jobs", "without a filter the answer is the number of all rows; read from an index"},
};

/// An index on an enum finds a large part of a table, of all workspaces. Where it serves, it was meant to.
struct accepted_enum_index {
    std::string_view function, index, reason;
};
inline constexpr std::array accepted_enum_indexes{
    accepted_enum_index{"tools.list", "idx_tools_category", "the registry belongs to no workspace"},
    accepted_enum_index{"jobs.count", "idx_jobs_status", "with a status alone it counts in all workspaces"},
    accepted_enum_index{"jobs.claim_next", "idx_jobs_status", "without a workspace it looks at all that is queued"},
};

/// A column that refers to another table and has no index of its own. An insert into that table mentions it in its plan and
/// looks nowhere, for a look-up is due only while the statement has left a reference open. A delete does read the column's
/// table: the indexes of the schema and the contract's functions name none for it.
struct unindexed_reference {
    std::string_view to, table, column;
};
inline constexpr std::array unindexed_references{
    unindexed_reference{"agents", "jobs", "agent_id"},
    unindexed_reference{"agents", "rollout_batches", "agent_id"},
    unindexed_reference{"agents", "taskset_runs", "agent_id"},
    unindexed_reference{"agent_versions", "gepa_runs", "optimized_version_id"},
    unindexed_reference{"agent_versions", "jobs", "agent_version_id"},
    unindexed_reference{"evals", "evals", "parent_eval_id"},
    unindexed_reference{"evals", "gepa_runs", "eval_id"},
    unindexed_reference{"functions", "agent_functions", "function_id"},
    unindexed_reference{"jobs", "performance_alerts", "auto_action_job_id"},
    unindexed_reference{"jobs", "refinement_history", "job_id"},
    unindexed_reference{"performance_alerts", "refinement_history", "trigger_alert_id"},
    unindexed_reference{"system_prompts", "performance_alerts", "prompt_id"},
    unindexed_reference{"system_prompts", "prompt_iterations", "current_prompt_id"},
    unindexed_reference{"taskset_tasks", "taskset_run_results", "task_id"},
    unindexed_reference{"users", "workspace_members", "user_id"},
};

}  // namespace iofold::test
