#pragma once
// Warnings that an eval does worse than it should.
#include "declaration.hpp"
#include "schema/monitoring.hpp"

namespace iofold::performance_alerts {

using schema::AlertSeverity;
using schema::AlertType;
using schema::AutoAction;
using schema::PerformanceAlert;

template <template <fixed_string, class, auto...> class arg>
struct upsert_open_fields {
    arg<"id", optional<string>> id{};
    arg<"eval_id", string> eval_id{};
    arg<"alert_type", AlertType> alert_type{};
    arg<"message", string> message{};
    arg<"severity", AlertSeverity, default_enum<AlertSeverity::warning>> severity{};
    arg<"current_value", optional<double>> current_value{};
    arg<"threshold_value", optional<double>> threshold_value{};
    arg<"prompt_id", optional<string>> prompt_id{};
};
using upsert_open_args = arguments<upsert_open_fields>;
template <template <fixed_string, class, auto...> class field>
struct open_alert_fields {
    field<"id", string> id{};
    field<"created", bool> created{};
};
using OpenAlert = fields_of<open_alert_fields>;
/// Raises an alert: refreshes the eval's unresolved one of the type, or adds one. Errors: conflict (it is new and the id is
/// taken), foreign_key (no such eval or prompt).
plan<OpenAlert> upsert_open(upsert_open_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"eval_id", string> eval_id{};
    arg<"unresolved_only", bool, default_true> unresolved_only{};
};
using list_args = arguments<list_fields>;
/// An eval's alerts, newest first; none when the eval is not in the workspace given.
plan<vector<PerformanceAlert>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct acknowledge_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"eval_id", optional<string>> eval_id{};
    arg<"id", string> id{};
    arg<"acknowledged_by", optional<string>> acknowledged_by{};
};
using acknowledge_args = arguments<acknowledge_fields>;
/// Notes that somebody has seen an alert; again overwrites who and when. Errors: not_found (no such alert, or not of the
/// eval or the workspace given).
plan<PerformanceAlert> acknowledge(acknowledge_args&&);

template <template <fixed_string, class, auto...> class arg>
struct resolve_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"eval_id", optional<string>> eval_id{};
    arg<"id", string> id{};
    arg<"resolved_by", optional<string>> resolved_by{};
};
using resolve_args = arguments<resolve_fields>;
/// Closes an alert. Called again: takes the new person and time. Errors: not_found (no such alert, or not of the eval or the workspace
/// given).
plan<PerformanceAlert> resolve(resolve_args&&);

/// One alert, or null when unknown.
plan<optional<PerformanceAlert>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"eval_id", string> eval_id{};
    arg<"alert_type", AlertType> alert_type{};
    arg<"message", string> message{};
    arg<"severity", AlertSeverity, default_enum<AlertSeverity::warning>> severity{};
    arg<"current_value", optional<double>> current_value{};
    arg<"threshold_value", optional<double>> threshold_value{};
    arg<"prompt_id", optional<string>> prompt_id{};
    arg<"acknowledged_at", optional<timestamp>, as_given> acknowledged_at{};
    arg<"acknowledged_by", optional<string>> acknowledged_by{};
    arg<"resolved_at", optional<timestamp>, as_given> resolved_at{};
    arg<"resolved_by", optional<string>> resolved_by{};
    arg<"auto_action_taken", optional<AutoAction>> auto_action_taken{};
    arg<"auto_action_job_id", optional<string>> auto_action_job_id{};
    arg<"metadata", optional<json<schema::Object>>> metadata{};
};
using create_args = arguments<create_fields>;
/// Stores one alert as it is given, whether or not one is open. Errors: conflict (the id is taken), foreign_key (no such
/// eval, prompt or job).
plan<PerformanceAlert> create(create_args&&);

/// Deletes one alert; false when there was none. Errors: foreign_key while a refinement points at it.
plan<bool> delete_(id_args&&);

using functions = function_list<upsert_open, list, acknowledge, resolve, get, create, delete_>;

}  // namespace iofold::performance_alerts
