#pragma once
// Prompt optimisation runs, and the batches of rollouts they order.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct gepa_runs_table {
    column<"id",                    std::string, primary_key>                                                  id{};
    column<"workspace_id",          std::string, references<"workspaces", "id">>                               workspace_id{};
    column<"agent_id",              std::string, references<"agents", "id">>                                   agent_id{};
    column<"eval_id",               std::optional<std::string>, references<"evals", "id">>                     eval_id{};
    column<"seed_prompt",           std::string>                                                               seed_prompt{};
    column<"test_case_count",       std::int64_t>                                                              test_case_count{};
    column<"max_metric_calls",      std::optional<std::int64_t>, default_sql<"50">, filled>                    max_metric_calls{};
    column<"parallelism",           std::optional<std::int64_t>, default_sql<"5">, filled>                     parallelism{};
    column<"status",                std::optional<GepaRunStatus>, unchecked, default_sql<"'pending'">, filled> status{};
    column<"progress_metric_calls", std::optional<std::int64_t>, default_sql<"0">, filled>                     progress_metric_calls{};
    column<"best_prompt",           std::optional<std::string>>                                                best_prompt{};
    column<"best_score",            std::optional<double>>                                                     best_score{};
    column<"total_candidates",      std::optional<std::int64_t>, default_sql<"0">, filled>                     total_candidates{};
    column<"state_path",            std::optional<std::string>>                                                state_path{};
    column<"error",                 std::optional<std::string>>                                                error{};
    column<"optimized_version_id",  std::optional<std::string>, references<"agent_versions", "id">>            optimized_version_id{};
    column<"created_at",            std::optional<squall::timestamp>, default_now, filled>                     created_at{};
    column<"started_at",            std::optional<squall::timestamp>>                                          started_at{};
    column<"completed_at",          std::optional<squall::timestamp>>                                          completed_at{};
    column<"taskset_id",            std::optional<std::string>, references<"tasksets", "id">>                  taskset_id{};
    column<"train_split",           std::optional<double>, default_sql<"0.7">, filled>                         train_split{};
    column<"val_split",             std::optional<double>, default_sql<"0.3">, filled>                         val_split{};
    column<"random_seed",           std::optional<std::int64_t>>                                               random_seed{};
};
inline constexpr squall::table<gepa_runs_table, "gepa_runs"> gepa_runs;
using GepaRun = squall::row_of<gepa_runs>;

template <template <squall::fixed_string, class, auto...> class column>
struct gepa_run_tasks_table {
    column<"id",      std::string, primary_key>                                      id{};
    column<"run_id",  std::string, references<"gepa_runs", "id">, on_delete_cascade> run_id{};
    column<"task_id", std::string, references<"taskset_tasks", "id">>                task_id{};
    column<"split",   TaskSplit>                                                     split{};
    column<"score",   std::optional<double>>                                         score{};
};
inline constexpr squall::table<gepa_run_tasks_table, "gepa_run_tasks"> gepa_run_tasks;
using GepaRunTask = squall::row_of<gepa_run_tasks>;

template <template <squall::fixed_string, class, auto...> class column>
struct rollout_batches_table {
    column<"id",            std::string, primary_key>                                                      id{};
    column<"workspace_id",  std::string, references<"workspaces", "id">>                                   workspace_id{};
    column<"agent_id",      std::string, references<"agents", "id">>                                       agent_id{};
    column<"system_prompt", std::string>                                                                   system_prompt{};
    column<"task_count",    std::int64_t>                                                                  task_count{};
    column<"status",        std::optional<RolloutBatchStatus>, unchecked, default_sql<"'queued'">, filled> status{};
    column<"config",        std::optional<json<RolloutConfig>>, default_sql<"'{}'">, filled>               config{};
    column<"created_at",    std::optional<squall::timestamp>, default_now, filled>                         created_at{};
    column<"completed_at",  std::optional<squall::timestamp>>                                              completed_at{};
};
inline constexpr squall::table<rollout_batches_table, "rollout_batches"> rollout_batches;
using RolloutBatch = squall::row_of<rollout_batches>;

template <template <squall::fixed_string, class, auto...> class column>
struct rollout_results_table {
    column<"id",                std::string, primary_key>                                            id{};
    column<"batch_id",          std::string, references<"rollout_batches", "id">, on_delete_cascade> batch_id{};
    column<"task_id",           std::string>                                                         task_id{};  // no foreign key: named by whoever orders the batch
    column<"status",            RolloutStatus, unchecked>                                            status{};
    column<"trace",             std::optional<json<ExecutionSteps>>>                                 trace{};
    column<"error",             std::optional<std::string>>                                          error{};
    column<"execution_time_ms", std::optional<std::int64_t>>                                         execution_time_ms{};
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>               created_at{};
};
inline constexpr squall::table<rollout_results_table, "rollout_results"> rollout_results;
using RolloutResult = squall::row_of<rollout_results>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::gepa_runs> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_gepa_runs_agent">(gepa_runs.agent_id),
        index<"idx_gepa_runs_created">(gepa_runs.created_at.desc()),
        index<"idx_gepa_runs_taskset">(gepa_runs.taskset_id),
        index<"idx_gepa_runs_workspace">(gepa_runs.workspace_id, gepa_runs.status),
        // for the repositories' queries
        index<"idx_gepa_runs_agent_id_created_at_id">(gepa_runs.agent_id, gepa_runs.created_at.desc(), gepa_runs.id.desc()),
        // for deletes of what they refer to
        index<"idx_gepa_runs_optimized_version_id">(gepa_runs.optimized_version_id).where(gepa_runs.optimized_version_id.is_not_null()),
        index<"idx_gepa_runs_eval_id">(gepa_runs.eval_id).where(gepa_runs.eval_id.is_not_null()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::gepa_run_tasks> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(gepa_run_tasks.run_id, gepa_run_tasks.task_id),
        index<"idx_gepa_run_tasks_run">(gepa_run_tasks.run_id),
        index<"idx_gepa_run_tasks_split">(gepa_run_tasks.run_id, gepa_run_tasks.split),
        index<"idx_gepa_run_tasks_task">(gepa_run_tasks.task_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::rollout_batches> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_rollout_batches_created">(rollout_batches.created_at.desc()),
        index<"idx_rollout_batches_workspace">(rollout_batches.workspace_id, rollout_batches.status),
        // for the repositories' queries
        index<"idx_rollout_batches_workspace_id_created_at_id">(rollout_batches.workspace_id, rollout_batches.created_at.desc(), rollout_batches.id.desc()),
        // for deletes of what they refer to
        index<"idx_rollout_batches_agent_id">(rollout_batches.agent_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::rollout_results> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_rollout_results_batch">(rollout_results.batch_id),
        unique_index<"idx_rollout_results_task">(rollout_results.batch_id, rollout_results.task_id));
}();
