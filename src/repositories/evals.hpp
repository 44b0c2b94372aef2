#pragma once
// Evals: code that judges an agent's traces, numbered by version within the agent.
#include "declaration.hpp"
#include "schema/evals.hpp"

namespace iofold::evals {

using schema::Eval;
using schema::EvalStatus;
using schema::MonitoringThresholds;

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"name", string> name{};
    arg<"code", string> code{};
    arg<"model_used", string, default_text<"manual">> model_used{};
    arg<"description", optional<string>> description{};
    arg<"status", EvalStatus, default_enum<EvalStatus::draft>> status{};
    arg<"parent_eval_id", optional<string>> parent_eval_id{};
    arg<"accuracy", optional<double>> accuracy{};
    arg<"test_results", optional<json<schema::TestResults>>> test_results{};
    arg<"training_trace_ids", optional<json<schema::StringList>>> training_trace_ids{};
    arg<"generation_prompt", optional<string>> generation_prompt{};
    arg<"cohen_kappa", optional<double>> cohen_kappa{};
    arg<"f1_score", optional<double>> f1_score{};
    arg<"precision", optional<double>> precision{};
    arg<"recall", optional<double>> recall{};
};
using create_args = arguments<create_fields>;
/// Stores an eval under the agent's next version. Errors: not_found (the agent), conflict (the id is taken), foreign_key
/// (no such parent, in the workspace when one is given).
plan<Eval> create(create_args&&);

/// One eval, or null when unknown or of another workspace than the one given.
plan<optional<Eval>> get(any_workspace_id_args&&);

template <template <fixed_string, class, auto...> class field>
struct eval_ref_fields {
    field<"id", string> id{};
    field<"agent_id", string> agent_id{};
};
using EvalRef = fields_of<eval_ref_fields>;
/// Which agent an eval of the workspace belongs to; null when there is no such eval.
plan<optional<EvalRef>> get_ref(workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct get_code_fields {
    arg<"id", string> id{};
    arg<"agent_id", optional<string>> agent_id{};
};
using get_code_args = arguments<get_code_fields>;
template <template <fixed_string, class, auto...> class field>
struct eval_code_fields {
    field<"id", string> id{};
    field<"agent_id", string> agent_id{};
    field<"code", string> code{};
};
using EvalCode = fields_of<eval_code_fields>;
/// An eval's code, for running it; null when unknown or of another agent than the one given.
plan<optional<EvalCode>> get_code(get_code_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using EvalPage = page<Eval, "created_at", "id">;
/// The workspace's evals by page, newest first.
plan<EvalPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_active_fields {
    arg<"agent_id", string> agent_id{};
};
using list_active_args = arguments<list_active_fields>;
template <template <fixed_string, class, auto...> class field>
struct active_eval_fields {
    field<"id", string> id{};
    field<"name", string> name{};
    field<"code", string> code{};
};
using ActiveEval = fields_of<active_eval_fields>;
/// An agent's active evals with their code, by version.
plan<vector<ActiveEval>> list_active(list_active_args&&);

template <template <fixed_string, class, auto...> class arg>
struct eval_patch_fields {
    arg<"name", optional<string>> name{};
    arg<"description", optional<string>, nullable> description{};
    arg<"code", optional<string>> code{};
};
template <template <fixed_string, class, auto...> class arg>
struct update_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"patch", object<eval_patch_fields>, as_patch> patch{};
};
using eval_patch = arguments<eval_patch_fields>;
using update_args = arguments<update_fields>;
/// Changes name, description or code; with code the test results are cleared. An empty patch refreshes updated_at.
/// Errors: not_found.
plan<Eval> update(update_args&&);

template <template <fixed_string, class, auto...> class arg>
struct settings_patch_fields {
    arg<"auto_execute_enabled", optional<bool>, nullable> auto_execute_enabled{};
    arg<"auto_refine_enabled", optional<bool>, nullable> auto_refine_enabled{};
    arg<"monitoring_thresholds", optional<json<MonitoringThresholds>>, nullable, only_object> monitoring_thresholds{};
};
template <template <fixed_string, class, auto...> class arg>
struct update_settings_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"patch", object<settings_patch_fields>, as_patch> patch{};
};
using settings_patch = arguments<settings_patch_fields>;
using update_settings_args = arguments<update_settings_fields>;
template <template <fixed_string, class, auto...> class field>
struct monitoring_settings_fields {
    field<"id", string> id{};
    field<"auto_execute_enabled", optional<bool>> auto_execute_enabled{};
    field<"auto_refine_enabled", optional<bool>> auto_refine_enabled{};
    field<"monitoring_thresholds", optional<json<MonitoringThresholds>>> monitoring_thresholds{};
};
using MonitoringSettings = fields_of<monitoring_settings_fields>;
/// Changes the monitoring switches and thresholds, and returns all of them. Errors: not_found, invalid_argument (empty
/// patch).
plan<MonitoringSettings> update_settings(update_settings_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_monitoring_settings_fields {
    arg<"ids", optional<vector<string>>> ids{};
};
using list_monitoring_settings_args = arguments<list_monitoring_settings_fields>;
/// The settings of the evals named, or of all when none is, by id.
plan<vector<MonitoringSettings>> list_monitoring_settings(list_monitoring_settings_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_test_results_fields {
    arg<"id", string> id{};
    arg<"accuracy", optional<double>> accuracy{};
    arg<"test_results", optional<json<schema::TestResults>>> test_results{};
};
using set_test_results_args = arguments<set_test_results_fields>;
/// Stores how an eval did against its tests; what is left out is cleared. Errors: not_found.
plan<nothing> set_test_results(set_test_results_args&&);

/// Deletes an eval with its executions, coverage, snapshots, alerts, refinements and cooldown; false when there was none.
/// Errors: foreign_key while a GEPA run points at it.
plan<bool> delete_(any_workspace_id_args&&);

using functions = function_list<create, get, get_ref, get_code, list, list_active, update, update_settings, list_monitoring_settings,
                                set_test_results, delete_>;

}  // namespace iofold::evals
