#pragma once
// The tasks of a taskset.
#include "declaration.hpp"
#include "schema/tasksets.hpp"

namespace iofold::taskset_tasks {

using schema::TasksetTask;
using schema::TaskSource;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"taskset_id", string> taskset_id{};
};
using list_args = arguments<list_fields>;
/// The tasks of a taskset in order of creation; none when it is unknown.
plan<vector<TasksetTask>> list(list_args&&);

/// One task, or null when unknown.
plan<optional<TasksetTask>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"taskset_id", string> taskset_id{};
    arg<"user_message", string> user_message{};
    arg<"source", TaskSource> source{};
    arg<"content_hash", string> content_hash{};
    arg<"expected_output", optional<string>> expected_output{};
    arg<"source_trace_id", optional<string>> source_trace_id{};
    arg<"metadata", optional<json<schema::Object>>> metadata{};
};
using create_args = arguments<create_fields>;
/// Adds one task and stores the true number of tasks in its taskset. Errors: conflict (the id is taken, or the taskset
/// has the content_hash), foreign_key (no such taskset or trace).
plan<TasksetTask> create(create_args&&);

/// Deletes one task and stores the true number of tasks in its taskset; false when there was none. Errors: foreign_key
/// while results or GEPA runs refer to it.
plan<bool> delete_(id_args&&);

using functions = function_list<list, get, create, delete_>;

}  // namespace iofold::taskset_tasks
