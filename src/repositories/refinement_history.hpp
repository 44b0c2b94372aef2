#pragma once
// Attempts to make an eval better.
#include "declaration.hpp"
#include "schema/monitoring.hpp"

namespace iofold::refinement_history {

using schema::AlertType;
using schema::RefinementHistory;
using schema::RefinementStatus;
using schema::RefinementTrigger;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"eval_id", string> eval_id{};
};
using list_args = arguments<list_fields>;
template <template <fixed_string, class, auto...> class field>
struct refinement_with_alert_fields {
    field<"id", string> id{};
    field<"eval_id", string> eval_id{};
    field<"parent_version", optional<int64_t>> parent_version{};
    field<"new_version", int64_t> new_version{};
    field<"trigger_type", RefinementTrigger> trigger_type{};
    field<"trigger_alert_id", optional<string>> trigger_alert_id{};
    field<"trigger_metrics", optional<json<schema::Object>>> trigger_metrics{};
    field<"include_contradictions", optional<bool>, filled> include_contradictions{};
    field<"custom_instructions", optional<string>> custom_instructions{};
    field<"result_accuracy", optional<double>> result_accuracy{};
    field<"improvement_delta", optional<double>> improvement_delta{};
    field<"status", optional<RefinementStatus>, filled> status{};
    field<"job_id", optional<string>> job_id{};
    field<"rejected_at", optional<timestamp>> rejected_at{};
    field<"rejected_by", optional<string>> rejected_by{};
    field<"rejection_reason", optional<string>> rejection_reason{};
    field<"deployed_at", optional<timestamp>> deployed_at{};
    field<"deployed_by", optional<string>> deployed_by{};
    field<"created_at", timestamp> created_at{};
    field<"completed_at", optional<timestamp>> completed_at{};
    field<"trigger_alert_type", optional<AlertType>> trigger_alert_type{};
    field<"trigger_alert_message", optional<string>> trigger_alert_message{};
};
using RefinementWithAlert = fields_of<refinement_with_alert_fields>;
/// An eval's refinements with the alert that set each off, newest first; none when the eval is not in the workspace given.
plan<vector<RefinementWithAlert>> list(list_args&&);

/// One refinement, or null when unknown.
plan<optional<RefinementHistory>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"eval_id", string> eval_id{};
    arg<"new_version", int64_t> new_version{};
    arg<"trigger_type", RefinementTrigger> trigger_type{};
    arg<"parent_version", optional<int64_t>> parent_version{};
    arg<"trigger_alert_id", optional<string>> trigger_alert_id{};
    arg<"trigger_metrics", optional<json<schema::Object>>> trigger_metrics{};
    arg<"include_contradictions", bool, default_true> include_contradictions{};
    arg<"custom_instructions", optional<string>> custom_instructions{};
    arg<"result_accuracy", optional<double>> result_accuracy{};
    arg<"improvement_delta", optional<double>> improvement_delta{};
    arg<"status", RefinementStatus, default_enum<RefinementStatus::pending>> status{};
    arg<"job_id", optional<string>> job_id{};
    arg<"rejected_at", optional<timestamp>, as_given> rejected_at{};
    arg<"rejected_by", optional<string>> rejected_by{};
    arg<"rejection_reason", optional<string>> rejection_reason{};
    arg<"deployed_at", optional<timestamp>, as_given> deployed_at{};
    arg<"deployed_by", optional<string>> deployed_by{};
    arg<"completed_at", optional<timestamp>, as_given> completed_at{};
};
using create_args = arguments<create_fields>;
/// Stores one refinement. Errors: conflict (the id is taken), foreign_key (no such eval, alert or job).
plan<RefinementHistory> create(create_args&&);

/// Deletes one refinement; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<list, get, create, delete_>;

}  // namespace iofold::refinement_history
