#pragma once
// Sets of tasks, and runs of an agent over them.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct tasksets_table {
    column<"id",           std::string, primary_key>                                      id{};
    column<"workspace_id", std::string, references<"workspaces", "id">>                   workspace_id{};
    column<"agent_id",     std::string, references<"agents", "id">>                       agent_id{};
    column<"name",         std::string>                                                   name{};
    column<"description",  std::optional<std::string>>                                    description{};
    column<"task_count",   std::optional<std::int64_t>, default_sql<"0">, filled>         task_count{};
    column<"status",       std::optional<TasksetStatus>, default_sql<"'active'">, filled> status{};
    column<"created_at",   std::optional<squall::timestamp>, default_now, filled>         created_at{};
    column<"updated_at",   std::optional<squall::timestamp>, default_now, filled>         updated_at{};
};
inline constexpr squall::table<tasksets_table, "tasksets"> tasksets;
using Taskset = squall::row_of<tasksets>;

template <template <squall::fixed_string, class, auto...> class column>
struct taskset_tasks_table {
    column<"id",              std::string, primary_key>                                     id{};
    column<"taskset_id",      std::string, references<"tasksets", "id">, on_delete_cascade> taskset_id{};
    column<"user_message",    std::string>                                                  user_message{};
    column<"expected_output", std::optional<std::string>>                                   expected_output{};
    column<"source",          TaskSource>                                                   source{};
    column<"source_trace_id", std::optional<std::string>, references<"traces", "id">>       source_trace_id{};
    column<"content_hash",    std::string>                                                  content_hash{};
    column<"metadata",        std::optional<json<Object>>>                                  metadata{};
    column<"created_at",      std::optional<squall::timestamp>, default_now, filled>        created_at{};
};
inline constexpr squall::table<taskset_tasks_table, "taskset_tasks"> taskset_tasks;
using TasksetTask = squall::row_of<taskset_tasks>;

template <template <squall::fixed_string, class, auto...> class column>
struct taskset_runs_table {
    column<"id",              std::string, primary_key>                                                         id{};
    column<"workspace_id",    std::string, references<"workspaces", "id">>                                      workspace_id{};
    column<"agent_id",        std::string, references<"agents", "id">>                                          agent_id{};
    column<"taskset_id",      std::string, references<"tasksets", "id">>                                        taskset_id{};
    column<"status",          std::optional<TasksetRunStatus>, default_sql<"'queued'">, filled>                 status{};
    column<"task_count",      std::int64_t>                                                                     task_count{};
    column<"completed_count", std::optional<std::int64_t>, default_sql<"0">, filled>                            completed_count{};
    column<"failed_count",    std::optional<std::int64_t>, default_sql<"0">, filled>                            failed_count{};
    column<"model_provider",  std::optional<std::string>, default_sql<"'anthropic'">, filled>                   model_provider{};
    column<"model_id",        std::optional<std::string>, default_sql<"'anthropic/claude-sonnet-4-5'">, filled> model_id{};
    column<"config",          std::optional<json<RunConfig>>, default_sql<"'{}'">, filled>                      config{};
    column<"created_at",      std::optional<squall::timestamp>, default_now, filled>                            created_at{};
    column<"started_at",      std::optional<squall::timestamp>>                                                 started_at{};
    column<"completed_at",    std::optional<squall::timestamp>>                                                 completed_at{};
    column<"error",           std::optional<std::string>>                                                       error{};
};
inline constexpr squall::table<taskset_runs_table, "taskset_runs"> taskset_runs;
using TasksetRun = squall::row_of<taskset_runs>;

template <template <squall::fixed_string, class, auto...> class column>
struct taskset_run_results_table {
    column<"id",                std::string, primary_key>                                         id{};
    column<"run_id",            std::string, references<"taskset_runs", "id">, on_delete_cascade> run_id{};
    column<"task_id",           std::string, references<"taskset_tasks", "id">>                   task_id{};
    column<"status",            TaskResultStatus>                                                 status{};
    column<"response",          std::optional<std::string>>                                       response{};
    column<"expected_output",   std::optional<std::string>>                                       expected_output{};
    column<"score",             std::optional<double>>                                            score{};
    column<"score_reason",      std::optional<std::string>>                                       score_reason{};
    column<"trace_id",          std::optional<std::string>>                                       trace_id{};  // no foreign key: the trace may be gone
    column<"execution_time_ms", std::optional<std::int64_t>>                                      execution_time_ms{};
    column<"error",             std::optional<std::string>>                                       error{};
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>            created_at{};
};
inline constexpr squall::table<taskset_run_results_table, "taskset_run_results"> taskset_run_results;
using TasksetRunResult = squall::row_of<taskset_run_results>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::tasksets> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_tasksets_agent">(tasksets.agent_id),
        index<"idx_tasksets_created">(tasksets.created_at.desc()),
        index<"idx_tasksets_workspace">(tasksets.workspace_id, tasksets.status));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::taskset_tasks> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(taskset_tasks.taskset_id, taskset_tasks.content_hash),
        index<"idx_taskset_tasks_hash">(taskset_tasks.content_hash),
        index<"idx_taskset_tasks_source">(taskset_tasks.source_trace_id),
        index<"idx_taskset_tasks_taskset">(taskset_tasks.taskset_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::taskset_runs> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_taskset_runs_created">(taskset_runs.created_at.desc()),
        index<"idx_taskset_runs_taskset">(taskset_runs.taskset_id),
        index<"idx_taskset_runs_workspace">(taskset_runs.workspace_id, taskset_runs.status),
        // for deletes of what they refer to
        index<"idx_taskset_runs_agent_id">(taskset_runs.agent_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::taskset_run_results> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_taskset_run_results_run">(taskset_run_results.run_id),
        unique_index<"idx_taskset_run_results_task">(taskset_run_results.run_id, taskset_run_results.task_id),
        // for deletes of what they refer to
        index<"idx_taskset_run_results_task_id">(taskset_run_results.task_id));
}();
