#pragma once
// The matrix of eval candidates and traces: what each said about each. "eval" means a candidate here, as in the
// application.
#include "declaration.hpp"
#include "schema/enums.hpp"
#include "schema/json_shapes.hpp"

namespace iofold::matrix {

using schema::Platform;
using schema::Rating;

template <template <fixed_string, class, auto...> class arg>
struct list_executions_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"eval_ids", vector<string>, at_least<1>> eval_ids{};
    arg<"trace_ids", vector<string>, between<1, 200>> trace_ids{};
    arg<"latest_only", bool, default_false> latest_only{};
};
using list_executions_args = arguments<list_executions_fields>;
template <template <fixed_string, class, auto...> class field>
struct matrix_execution_fields {
    field<"trace_id", string> trace_id{};
    field<"eval_id", string> eval_id{};
    field<"result", optional<bool>> result{};
    field<"reason", optional<string>> reason{};
    field<"execution_time_ms", optional<int64_t>> execution_time_ms{};
    field<"error", optional<string>> error{};
    field<"executed_at", optional<timestamp>, filled> executed_at{};
    field<"eval_name", string> eval_name{};
};
using MatrixExecution = fields_of<matrix_execution_fields>;
/// The executions of some candidates over some traces, newest first; or of each pair the newest alone. With a workspace,
/// only its traces count.
plan<vector<MatrixExecution>> list_executions(list_executions_args&&);

template <template <fixed_string, class, auto...> class arg>
struct get_execution_detail_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"trace_id", string> trace_id{};
    arg<"eval_id", string> eval_id{};
};
using get_execution_detail_args = arguments<get_execution_detail_fields>;
template <template <fixed_string, class, auto...> class field>
struct matrix_execution_detail_fields {
    field<"trace_id", string> trace_id{};
    field<"eval_id", string> eval_id{};
    field<"result", optional<bool>> result{};
    field<"reason", optional<string>> reason{};
    field<"execution_time_ms", optional<int64_t>> execution_time_ms{};
    field<"error", optional<string>> error{};
    field<"executed_at", optional<timestamp>, filled> executed_at{};
    field<"human_rating", optional<Rating>> human_rating{};
    field<"human_notes", optional<string>> human_notes{};
};
using MatrixExecutionDetail = fields_of<matrix_execution_detail_fields>;
/// The newest execution of a candidate on a trace beside the trace's rating, or null.
plan<optional<MatrixExecutionDetail>> get_execution_detail(get_execution_detail_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_trace_executions_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"trace_id", string> trace_id{};
};
using list_trace_executions_args = arguments<list_trace_executions_fields>;
template <template <fixed_string, class, auto...> class field>
struct matrix_trace_execution_fields {
    field<"eval_id", string> eval_id{};
    field<"eval_name", string> eval_name{};
    field<"result", optional<bool>> result{};
    field<"reason", optional<string>> reason{};
    field<"execution_time_ms", optional<int64_t>> execution_time_ms{};
    field<"error", optional<string>> error{};
    field<"executed_at", optional<timestamp>, filled> executed_at{};
};
using MatrixTraceExecution = fields_of<matrix_trace_execution_fields>;
/// All executions on a trace, newest first.
plan<vector<MatrixTraceExecution>> list_trace_executions(list_trace_executions_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_eval_executions_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"eval_id", string> eval_id{};
    arg<"result", optional<bool>> result{};
    arg<"has_error", optional<bool>> has_error{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_eval_executions_args = arguments<list_eval_executions_fields>;
template <template <fixed_string, class, auto...> class field>
struct matrix_eval_execution_fields {
    field<"id", string> id{};
    field<"trace_id", string> trace_id{};
    field<"result", optional<bool>> result{};
    field<"reason", optional<string>> reason{};
    field<"execution_time_ms", optional<int64_t>> execution_time_ms{};
    field<"error", optional<string>> error{};
    field<"executed_at", optional<timestamp>, filled> executed_at{};
    field<"trace_timestamp", optional<timestamp>> trace_timestamp{};
    field<"steps", json<schema::ExecutionSteps>> steps{};
    field<"source", optional<Platform>> source{};
};
using MatrixEvalExecution = fields_of<matrix_eval_execution_fields>;
using MatrixEvalExecutionPage = page<MatrixEvalExecution, "executed_at", "trace_id", "id">;
/// A candidate's executions with their traces by page, oldest first.
plan<MatrixEvalExecutionPage> list_eval_executions(list_eval_executions_args&&);

using functions = function_list<list_executions, get_execution_detail, list_trace_executions, list_eval_executions>;

}  // namespace iofold::matrix
