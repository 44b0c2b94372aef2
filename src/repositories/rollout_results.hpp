#pragma once
// What came out of each task of a rollout batch.
#include "declaration.hpp"
#include "schema/gepa.hpp"

namespace iofold::rollout_results {

using schema::RolloutResult;
using schema::RolloutStatus;

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"batch_id", string> batch_id{};
    arg<"task_id", string> task_id{};
    arg<"status", RolloutStatus> status{};
    arg<"trace", optional<json<schema::ExecutionSteps>>> trace{};
    arg<"error", optional<string>> error{};
    arg<"execution_time_ms", optional<int64_t>> execution_time_ms{};
};
using create_args = arguments<create_fields>;
template <template <fixed_string, class, auto...> class field>
struct recorded_rollout_fields {
    field<"id", string> id{};
    field<"created", bool> created{};
};
using RecordedRollout = fields_of<recorded_rollout_fields>;
/// Stores the result of a task, once: when the batch has one nothing changes, and created is false with the id of that.
/// Errors: conflict (the id is taken), foreign_key (no such batch).
plan<RecordedRollout> record(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"batch_id", string> batch_id{};
};
using list_args = arguments<list_fields>;
/// The results of a batch in order of arrival.
plan<vector<RolloutResult>> list(list_args&&);

/// One result, or null when unknown.
plan<optional<RolloutResult>> get(id_args&&);

/// Deletes one result; false when there was none.
plan<bool> delete_(id_args&&);

/// Stores a result; a second one for a task is a conflict (record takes it). Errors: conflict, foreign_key (no such
/// batch).
plan<RolloutResult> create(create_args&&);

using functions = function_list<record, list, get, delete_, create>;

}  // namespace iofold::rollout_results
