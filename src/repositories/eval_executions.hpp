#pragma once
// What evals said about traces.
#include "declaration.hpp"
#include "schema/evals.hpp"

namespace iofold::eval_executions {

using schema::EvalExecution;

template <template <fixed_string, class, auto...> class arg>
struct eval_result_fields {
    arg<"trace_id", string> trace_id{};
    arg<"predicted_result", bool> predicted_result{};
    arg<"predicted_reason", optional<string>> predicted_reason{};
    arg<"execution_time_ms", optional<int64_t>> execution_time_ms{};
    arg<"error", optional<string>> error{};
    arg<"stdout", optional<string>> stdout{};
    arg<"stderr", optional<string>> stderr{};
};
using eval_result = arguments<eval_result_fields>;
template <template <fixed_string, class, auto...> class arg>
struct record_many_fields {
    arg<"eval_id", string> eval_id{};
    arg<"results", vector<object<eval_result_fields>>> results{};
};
using record_many_args = arguments<record_many_fields>;
template <template <fixed_string, class, auto...> class field>
struct recorded_eval_run_fields {
    field<"stored", int64_t> stored{};
    field<"execution_count", int64_t> execution_count{};
    field<"contradiction_count", int64_t> contradiction_count{};
};
using RecordedEvalRun = fields_of<recorded_eval_run_fields>;
/// Stores one run of an eval over many traces, at most one result a trace: the newest execution of a trace is overwritten
/// in place, else one is added. Then refreshes the eval's counters. Errors: not_found (the eval), foreign_key (no such
/// trace).
plan<RecordedEvalRun> record_many(record_many_args&&);

template <template <fixed_string, class, auto...> class arg>
struct get_metrics_fields {
    arg<"eval_id", string> eval_id{};
    arg<"since", date> since{};
};
using get_metrics_args = arguments<get_metrics_fields>;
template <template <fixed_string, class, auto...> class field>
struct eval_execution_metrics_fields {
    field<"execution_count", int64_t> execution_count{};
    field<"pass_count", int64_t> pass_count{};
    field<"fail_count", int64_t> fail_count{};
    field<"error_count", int64_t> error_count{};
    field<"contradiction_count", int64_t> contradiction_count{};
    field<"accuracy", optional<double>> accuracy{};
    field<"contradiction_rate", optional<double>> contradiction_rate{};
    field<"error_rate", optional<double>> error_rate{};
};
using EvalExecutionMetrics = fields_of<eval_execution_metrics_fields>;
/// How an eval did since a day (UTC, included); counts of 0 and no rates where it was not run.
plan<EvalExecutionMetrics> get_metrics(get_metrics_args&&);

/// One execution, or null when unknown.
plan<optional<EvalExecution>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"eval_id", optional<string>> eval_id{};
    arg<"trace_id", optional<string>> trace_id{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using EvalExecutionPage = page<EvalExecution, "executed_at", "id">;
/// The executions of an eval, of a trace, or of both together, by page, newest first. Errors: invalid_argument (neither
/// is given).
plan<EvalExecutionPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"eval_id", string> eval_id{};
    arg<"trace_id", string> trace_id{};
    arg<"predicted_result", bool> predicted_result{};
    arg<"predicted_reason", optional<string>> predicted_reason{};
    arg<"execution_time_ms", optional<int64_t>> execution_time_ms{};
    arg<"error", optional<string>> error{};
    arg<"stdout", optional<string>> stdout{};
    arg<"stderr", optional<string>> stderr{};
};
using create_args = arguments<create_fields>;
/// Stores one execution and touches no counter; runs use record_many. Errors: conflict (the id is taken), foreign_key (no
/// such eval or trace).
plan<EvalExecution> create(create_args&&);

/// Deletes one execution; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<record_many, get_metrics, get, list, create, delete_>;

}  // namespace iofold::eval_executions
