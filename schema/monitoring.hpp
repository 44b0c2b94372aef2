#pragma once
// How active evals do day by day, alerts about them, and their refinement.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct performance_snapshots_table {
    column<"id",                  std::string, primary_key>                                  id{};
    column<"eval_id",             std::string, references<"evals", "id">, on_delete_cascade> eval_id{};
    column<"snapshot_date",       squall::date>                                              snapshot_date{};
    column<"accuracy",            std::optional<double>>                                     accuracy{};
    column<"execution_count",     std::optional<std::int64_t>, default_sql<"0">, filled>     execution_count{};
    column<"contradiction_count", std::optional<std::int64_t>, default_sql<"0">, filled>     contradiction_count{};
    column<"error_count",         std::optional<std::int64_t>, default_sql<"0">, filled>     error_count{};
    column<"pass_count",          std::optional<std::int64_t>, default_sql<"0">, filled>     pass_count{};
    column<"fail_count",          std::optional<std::int64_t>, default_sql<"0">, filled>     fail_count{};
    column<"prompt_distribution", std::optional<json<NumberMap>>>                            prompt_distribution{};
    column<"created_at",          squall::timestamp, default_now>                            created_at{};
};
inline constexpr squall::table<performance_snapshots_table, "performance_snapshots"> performance_snapshots;
using PerformanceSnapshot = squall::row_of<performance_snapshots>;

template <template <squall::fixed_string, class, auto...> class column>
struct performance_alerts_table {
    column<"id",                 std::string, primary_key>                                                  id{};
    column<"eval_id",            std::string, references<"evals", "id">, on_delete_cascade>                 eval_id{};
    column<"alert_type",         AlertType, unchecked>                                                      alert_type{};
    column<"severity",           std::optional<AlertSeverity>, unchecked, default_sql<"'warning'">, filled> severity{};
    column<"current_value",      std::optional<double>>                                                     current_value{};
    column<"threshold_value",    std::optional<double>>                                                     threshold_value{};
    column<"message",            std::string>                                                               message{};
    column<"prompt_id",          std::optional<std::string>, references<"system_prompts", "id">>            prompt_id{};
    column<"triggered_at",       squall::timestamp, default_now>                                            triggered_at{};
    column<"acknowledged_at",    std::optional<squall::timestamp>>                                          acknowledged_at{};
    column<"acknowledged_by",    std::optional<std::string>>                                                acknowledged_by{};
    column<"resolved_at",        std::optional<squall::timestamp>>                                          resolved_at{};
    column<"resolved_by",        std::optional<std::string>>                                                resolved_by{};
    column<"auto_action_taken",  std::optional<AutoAction>, unchecked>                                      auto_action_taken{};
    column<"auto_action_job_id", std::optional<std::string>, references<"jobs", "id">>                      auto_action_job_id{};
    column<"metadata",           std::optional<json<Object>>>                                               metadata{};
};
inline constexpr squall::table<performance_alerts_table, "performance_alerts"> performance_alerts;
using PerformanceAlert = squall::row_of<performance_alerts>;

template <template <squall::fixed_string, class, auto...> class column>
struct refinement_history_table {
    column<"id",                     std::string, primary_key>                                                     id{};
    column<"eval_id",                std::string, references<"evals", "id">, on_delete_cascade>                    eval_id{};
    column<"parent_version",         std::optional<std::int64_t>>                                                  parent_version{};
    column<"new_version",            std::int64_t>                                                                 new_version{};
    column<"trigger_type",           RefinementTrigger, unchecked>                                                 trigger_type{};
    column<"trigger_alert_id",       std::optional<std::string>, references<"performance_alerts", "id">>           trigger_alert_id{};
    column<"trigger_metrics",        std::optional<json<Object>>>                                                  trigger_metrics{};
    column<"include_contradictions", std::optional<bool>, default_sql<"TRUE">, filled>                             include_contradictions{};
    column<"custom_instructions",    std::optional<std::string>>                                                   custom_instructions{};
    column<"result_accuracy",        std::optional<double>>                                                        result_accuracy{};
    column<"improvement_delta",      std::optional<double>>                                                        improvement_delta{};
    column<"status",                 std::optional<RefinementStatus>, unchecked, default_sql<"'pending'">, filled> status{};
    column<"job_id",                 std::optional<std::string>, references<"jobs", "id">>                         job_id{};
    column<"rejected_at",            std::optional<squall::timestamp>>                                             rejected_at{};
    column<"rejected_by",            std::optional<std::string>>                                                   rejected_by{};
    column<"rejection_reason",       std::optional<std::string>>                                                   rejection_reason{};
    column<"deployed_at",            std::optional<squall::timestamp>>                                             deployed_at{};
    column<"deployed_by",            std::optional<std::string>>                                                   deployed_by{};
    column<"created_at",             squall::timestamp, default_now>                                               created_at{};
    column<"completed_at",           std::optional<squall::timestamp>>                                             completed_at{};
};
inline constexpr squall::table<refinement_history_table, "refinement_history"> refinement_history;
using RefinementHistory = squall::row_of<refinement_history>;

template <template <squall::fixed_string, class, auto...> class column>
struct auto_refine_cooldowns_table {
    column<"id",                   std::string, primary_key>                                          id{};
    column<"eval_id",              std::string, unique, references<"evals", "id">, on_delete_cascade> eval_id{};
    column<"last_attempt_at",      squall::timestamp>                                                 last_attempt_at{};
    column<"next_allowed_at",      squall::timestamp>                                                 next_allowed_at{};
    column<"consecutive_failures", std::optional<std::int64_t>, default_sql<"0">, filled>                     consecutive_failures{};
    column<"updated_at",           squall::timestamp, default_now>                                    updated_at{};
};
inline constexpr squall::table<auto_refine_cooldowns_table, "auto_refine_cooldowns"> auto_refine_cooldowns;
using AutoRefineCooldown = squall::row_of<auto_refine_cooldowns>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::performance_snapshots> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(performance_snapshots.eval_id, performance_snapshots.snapshot_date),
        index<"idx_performance_snapshots_eval_date">(performance_snapshots.eval_id, performance_snapshots.snapshot_date.desc()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::performance_alerts> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_performance_alerts_active">(performance_alerts.eval_id, performance_alerts.resolved_at).where(performance_alerts.resolved_at.is_null()),
        index<"idx_performance_alerts_type">(performance_alerts.alert_type, performance_alerts.triggered_at.desc()),
        // for the repositories' queries
        index<"idx_performance_alerts_eval_id_triggered_at">(performance_alerts.eval_id, performance_alerts.triggered_at.desc()),
        // for deletes of what they refer to
        index<"idx_performance_alerts_auto_action_job_id">(performance_alerts.auto_action_job_id).where(performance_alerts.auto_action_job_id.is_not_null()),
        index<"idx_performance_alerts_prompt_id">(performance_alerts.prompt_id).where(performance_alerts.prompt_id.is_not_null()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::refinement_history> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_refinement_history_eval">(refinement_history.eval_id, refinement_history.created_at.desc()),
        index<"idx_refinement_history_status">(refinement_history.status, refinement_history.created_at.desc()),
        // for deletes of what they refer to
        index<"idx_refinement_history_job_id">(refinement_history.job_id).where(refinement_history.job_id.is_not_null()),
        index<"idx_refinement_history_trigger_alert_id">(refinement_history.trigger_alert_id).where(refinement_history.trigger_alert_id.is_not_null()));
}();
