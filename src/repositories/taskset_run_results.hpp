#pragma once
// What came out of each task of a taskset run.
#include "declaration.hpp"
#include "schema/tasksets.hpp"

namespace iofold::taskset_run_results {

using schema::TaskResultStatus;
using schema::TasksetRunResult;

/// Which counter of the run a result adds to.
enum class CountsAs { completed, failed, none };

template <template <fixed_string, class, auto...> class arg>
struct record_fields {
    arg<"id", optional<string>> id{};
    arg<"run_id", string> run_id{};
    arg<"task_id", string> task_id{};
    arg<"status", TaskResultStatus> status{};
    arg<"counts_as", optional<CountsAs>> counts_as{};
    arg<"response", optional<string>> response{};
    arg<"expected_output", optional<string>> expected_output{};
    arg<"score", optional<double>> score{};
    arg<"score_reason", optional<string>> score_reason{};
    arg<"trace_id", optional<string>> trace_id{};
    arg<"execution_time_ms", optional<int64_t>> execution_time_ms{};
    arg<"error", optional<string>> error{};
};
using record_args = arguments<record_fields>;
template <template <fixed_string, class, auto...> class field>
struct recorded_result_fields {
    field<"id", string> id{};
    field<"created", bool> created{};
};
using RecordedResult = fields_of<recorded_result_fields>;
/// Stores the result of a task, once, and counts it in the run: as failed when there is an error, else as completed,
/// unless counts_as says otherwise. When the run has a result for the task nothing changes and created is false. Errors:
/// conflict (the id is taken), foreign_key (no such run or task).
plan<RecordedResult> record(record_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"run_id", string> run_id{};
};
using list_args = arguments<list_fields>;
/// The results of a run in order of arrival.
plan<vector<TasksetRunResult>> list(list_args&&);

/// One result, or null when unknown.
plan<optional<TasksetRunResult>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"run_id", string> run_id{};
    arg<"task_id", string> task_id{};
    arg<"status", TaskResultStatus> status{};
    arg<"response", optional<string>> response{};
    arg<"expected_output", optional<string>> expected_output{};
    arg<"score", optional<double>> score{};
    arg<"score_reason", optional<string>> score_reason{};
    arg<"trace_id", optional<string>> trace_id{};
    arg<"execution_time_ms", optional<int64_t>> execution_time_ms{};
    arg<"error", optional<string>> error{};
};
using create_args = arguments<create_fields>;
/// Stores a result without counting it (record does). Errors: conflict (the id is taken, or the run has a result for the
/// task), foreign_key (no such run or task).
plan<TasksetRunResult> create(create_args&&);

/// Deletes one result; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<record, list, get, create, delete_>;

}  // namespace iofold::taskset_run_results
