#pragma once
// Background work and its retries.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct jobs_table {
    column<"id",                std::string, primary_key>                                       id{};
    column<"workspace_id",      std::string, references<"workspaces", "id">, on_delete_cascade> workspace_id{};
    column<"type",              JobType>                                                        type{};
    column<"status",            JobStatus, default_sql<"'queued'">>                             status{};
    column<"progress",          std::int64_t, default_sql<"0">>                                 progress{};
    column<"metadata",          std::optional<json<JobMetadata>>>                               metadata{};
    column<"result",            std::optional<json<Object>>>                                    result{};
    column<"error",             std::optional<std::string>>                                     error{};
    column<"retry_count",       std::int64_t, default_sql<"0">>                                 retry_count{};
    column<"max_retries",       std::int64_t, default_sql<"5">>                                 max_retries{};
    column<"error_category",    std::optional<ErrorCategory>, unchecked>                        error_category{};
    column<"last_error_at",     std::optional<squall::timestamp>>                               last_error_at{};
    column<"next_retry_at",     std::optional<squall::timestamp>>                               next_retry_at{};
    column<"priority",          std::int64_t, default_sql<"0">>                                 priority{};
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>          created_at{};
    column<"started_at",        std::optional<squall::timestamp>>                               started_at{};
    column<"completed_at",      std::optional<squall::timestamp>>                               completed_at{};
    column<"agent_id",          std::optional<std::string>, references<"agents", "id">>         agent_id{};
    column<"agent_version_id",  std::optional<std::string>, references<"agent_versions", "id">> agent_version_id{};
    column<"trigger_event",     std::optional<std::string>>                                     trigger_event{};
    column<"trigger_threshold", std::optional<std::string>>                                     trigger_threshold{};
};
inline constexpr squall::table<jobs_table, "jobs"> jobs;
using Job = squall::row_of<jobs>;

template <template <squall::fixed_string, class, auto...> class column>
struct job_retry_history_table {
    column<"id",             std::string, primary_key>                                 id{};
    column<"job_id",         std::string, references<"jobs", "id">, on_delete_cascade> job_id{};
    column<"attempt",        std::int64_t>                                             attempt{};
    column<"error",          std::string>                                              error{};
    column<"error_category", ErrorCategory, unchecked>                                 error_category{};
    column<"delay_ms",       std::int64_t>                                             delay_ms{};
    column<"created_at",     std::optional<squall::timestamp>, default_now, filled>    created_at{};
};
inline constexpr squall::table<job_retry_history_table, "job_retry_history"> job_retry_history;
using JobRetryHistory = squall::row_of<job_retry_history>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::jobs> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_jobs_created_at">(jobs.created_at.desc()),
        index<"idx_jobs_error_category">(jobs.error_category).where(jobs.status == literal<JobStatus::failed>),
        index<"idx_jobs_next_retry">(jobs.next_retry_at).where(jobs.status == literal<JobStatus::queued> && jobs.next_retry_at.is_not_null()),
        index<"idx_jobs_priority">(jobs.priority.desc(), jobs.created_at).where(jobs.status == literal<JobStatus::queued>),
        index<"idx_jobs_status">(jobs.status),
        index<"idx_jobs_type">(jobs.type),
        index<"idx_jobs_workspace_status">(jobs.workspace_id, jobs.status),
        // for the repositories' queries
        index<"idx_jobs_workspace_id_created_at_id">(jobs.workspace_id, jobs.created_at.desc(), jobs.id.desc()),
        index<"idx_jobs_created_at_id">(jobs.created_at, jobs.id).where(jobs.status == literal<JobStatus::queued>),
        // for deletes of what they refer to
        index<"idx_jobs_agent_id">(jobs.agent_id).where(jobs.agent_id.is_not_null()),
        index<"idx_jobs_agent_version_id">(jobs.agent_version_id).where(jobs.agent_version_id.is_not_null()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::job_retry_history> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_job_retry_history_created_at">(job_retry_history.created_at.desc()),
        index<"idx_job_retry_history_job">(job_retry_history.job_id));
}();
