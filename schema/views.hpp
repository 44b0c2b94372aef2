#pragma once
// The four views.
#include "squall/sql/aggregate.hpp"
#include "squall/sql/json.hpp"
#include "squall/sql/time.hpp"
#include "squall/sql/view.hpp"

#include "agents.hpp"
#include "evals.hpp"
#include "monitoring.hpp"
#include "traces.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct eval_comparison_view {
    column<"execution_id",      std::string>                 execution_id{};
    column<"eval_id",           std::string>                 eval_id{};
    column<"trace_id",          std::string>                 trace_id{};
    column<"predicted_result",  bool>                        predicted_result{};
    column<"predicted_reason",  std::optional<std::string>>  predicted_reason{};
    column<"execution_time_ms", std::optional<std::int64_t>> execution_time_ms{};
    column<"error",             std::optional<std::string>>  error{};
    column<"human_rating",      std::optional<Rating>>       human_rating{};
    column<"human_notes",       std::optional<std::string>>  human_notes{};
    column<"is_contradiction",  std::optional<bool>>         is_contradiction{};
};
/// What evals said next to what a human said. Without a rating is_contradiction is null by itself: either side of its OR
/// is null or false then, and the two are never both false.
inline constexpr auto eval_comparison = squall::view<eval_comparison_view, "eval_comparison">([] {
    using squall::as, squall::literal;
    return squall::select(as<"execution_id">(eval_executions.id), eval_executions.eval_id, eval_executions.trace_id,
                          eval_executions.predicted_result, eval_executions.predicted_reason, eval_executions.execution_time_ms,
                          eval_executions.error, as<"human_rating">(feedback.rating), as<"human_notes">(feedback.rating_detail),
                          as<"is_contradiction">((feedback.rating == literal<Rating::positive> && !eval_executions.predicted_result) ||
                                                 (feedback.rating == literal<Rating::negative> && eval_executions.predicted_result)))
        .from(eval_executions)
        .left_join(feedback, feedback.trace_id == eval_executions.trace_id);
}());
using EvalComparison = squall::row_of<eval_comparison>;

template <template <squall::fixed_string, class, auto...> class column>
struct current_eval_metrics_view {
    column<"eval_id",                   std::string>                               eval_id{};
    column<"eval_name",                 std::string>                               eval_name{};
    column<"auto_execute_enabled",      std::optional<bool>>                       auto_execute_enabled{};
    column<"auto_refine_enabled",       std::optional<bool>>                       auto_refine_enabled{};
    column<"monitoring_thresholds",     std::optional<json<MonitoringThresholds>>> monitoring_thresholds{};
    column<"current_accuracy",          std::optional<double>>                     current_accuracy{};
    column<"recent_executions",         std::optional<std::int64_t>>               recent_executions{};
    column<"recent_contradiction_rate", std::optional<double>>                     recent_contradiction_rate{};
    column<"recent_error_rate",         std::optional<double>>                     recent_error_rate{};
    column<"active_alerts",             std::int64_t>                              active_alerts{};
    column<"latest_alert_type",         std::optional<AlertType>>                  latest_alert_type{};
};
/// How each eval did in the last seven days, and what it was warned of.
inline constexpr auto current_eval_metrics = squall::view<current_eval_metrics_view, "current_eval_metrics">([] {
    using squall::as, squall::cast, squall::scalar, squall::select, squall::sum;
    // Each figure is a question of its own: joins would multiply snapshots by alerts.
    constexpr auto recent = [](auto figure) {
        return scalar(select(figure)
                          .from(performance_snapshots)
                          .where(performance_snapshots.eval_id == evals.id && performance_snapshots.snapshot_date >= squall::days_ago<7>));
    };
    // Over no executions SQLite's division by zero is null.
    constexpr auto executions = sum(performance_snapshots.execution_count);
    constexpr auto contradiction_rate = cast<double>(sum(performance_snapshots.contradiction_count)) / executions;
    constexpr auto error_rate = cast<double>(sum(performance_snapshots.error_count)) / executions;
    constexpr auto is_open = performance_alerts.eval_id == evals.id && performance_alerts.resolved_at.is_null();
    return select(as<"eval_id">(evals.id), as<"eval_name">(evals.name), evals.auto_execute_enabled, evals.auto_refine_enabled,
                  evals.monitoring_thresholds,
                  as<"current_accuracy">(cast<double>(squall::json_extract_if_valid<"$.accuracy", double>(evals.test_results))),
                  as<"recent_executions">(recent(executions)), as<"recent_contradiction_rate">(recent(contradiction_rate)),
                  as<"recent_error_rate">(recent(error_rate)),
                  as<"active_alerts">(scalar(select(squall::count()).from(performance_alerts).where(is_open))),
                  as<"latest_alert_type">(scalar(select(performance_alerts.alert_type)
                                                     .from(performance_alerts)
                                                     .where(is_open)
                                                     .order_by(squall::instant(performance_alerts.triggered_at).desc(), performance_alerts.id.desc())
                                                     .limit<1>())))
        .from(evals);
}());
using CurrentEvalMetrics = squall::row_of<current_eval_metrics>;

template <template <squall::fixed_string, class, auto...> class column>
struct prompt_performance_summary_view {
    column<"prompt_id",        std::string>                 prompt_id{};
    column<"workspace_id",     std::string>                 workspace_id{};
    column<"agent_name",       std::string>                 agent_name{};
    column<"trace_count",      std::optional<std::int64_t>> trace_count{};
    column<"first_seen_at",    squall::timestamp>           first_seen_at{};
    column<"last_seen_at",     squall::timestamp>           last_seen_at{};
    column<"evals_covering",   std::int64_t>                evals_covering{};
    column<"total_executions", std::optional<std::int64_t>> total_executions{};
    column<"avg_accuracy",     std::optional<double>>       avg_accuracy{};
    column<"min_accuracy",     std::optional<double>>       min_accuracy{};
    column<"max_accuracy",     std::optional<double>>       max_accuracy{};
};
/// Each system prompt with what its evals say of it.
inline constexpr auto prompt_performance_summary = squall::view<prompt_performance_summary_view, "prompt_performance_summary">([] {
    using squall::as;
    return squall::select(as<"prompt_id">(system_prompts.id), system_prompts.workspace_id, system_prompts.agent_name,
                          system_prompts.trace_count, system_prompts.first_seen_at, system_prompts.last_seen_at,
                          as<"evals_covering">(squall::count_distinct(eval_prompt_coverage.eval_id)),
                          as<"total_executions">(squall::sum(eval_prompt_coverage.execution_count)),
                          as<"avg_accuracy">(squall::avg(eval_prompt_coverage.accuracy)),
                          as<"min_accuracy">(squall::min(eval_prompt_coverage.accuracy)),
                          as<"max_accuracy">(squall::max(eval_prompt_coverage.accuracy)))
        .from(system_prompts)
        .left_join(eval_prompt_coverage, eval_prompt_coverage.system_prompt_id == system_prompts.id)
        .group_by(system_prompts.id);
}());
using PromptPerformanceSummary = squall::row_of<prompt_performance_summary>;

template <template <squall::fixed_string, class, auto...> class column>
struct refinement_timeline_view {
    column<"id",                    std::string>                      id{};
    column<"eval_id",               std::string>                      eval_id{};
    column<"eval_name",             std::string>                      eval_name{};
    column<"parent_version",        std::optional<std::int64_t>>      parent_version{};
    column<"new_version",           std::int64_t>                     new_version{};
    column<"trigger_type",          RefinementTrigger>                trigger_type{};
    column<"result_accuracy",       std::optional<double>>            result_accuracy{};
    column<"improvement_delta",     std::optional<double>>            improvement_delta{};
    column<"status",                std::optional<RefinementStatus>>  status{};
    column<"created_at",            squall::timestamp>                created_at{};
    column<"completed_at",          std::optional<squall::timestamp>> completed_at{};
    column<"deployed_at",           std::optional<squall::timestamp>> deployed_at{};
    column<"trigger_alert_type",    std::optional<AlertType>>         trigger_alert_type{};
    column<"trigger_alert_message", std::optional<std::string>>       trigger_alert_message{};
};
/// Refinements with the alert that set each off, newest first.
inline constexpr auto refinement_timeline = squall::view<refinement_timeline_view, "refinement_timeline">([] {
    using squall::as;
    constexpr auto r = refinement_history;
    return squall::select(r.id, r.eval_id, as<"eval_name">(evals.name), r.parent_version, r.new_version, r.trigger_type, r.result_accuracy,
                          r.improvement_delta, r.status, r.created_at, r.completed_at, r.deployed_at,
                          as<"trigger_alert_type">(performance_alerts.alert_type),
                          as<"trigger_alert_message">(performance_alerts.message))
        .from(r)
        .join(evals, evals.id == r.eval_id)
        .left_join(performance_alerts, performance_alerts.id == r.trigger_alert_id)
        .order_by(r.created_at.desc());
}());
using RefinementTimeline = squall::row_of<refinement_timeline>;

}  // namespace iofold::schema
