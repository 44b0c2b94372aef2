#pragma once
// Which task of an optimisation run is in which split.
#include "declaration.hpp"
#include "schema/gepa.hpp"

namespace iofold::gepa_run_tasks {

using schema::GepaRunTask;
using schema::TaskSplit;

/// One row, or null when unknown.
plan<optional<GepaRunTask>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"run_id", string> run_id{};
    arg<"split", optional<TaskSplit>> split{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
    arg<"cursor", optional<string>> cursor{};
};
using list_args = arguments<list_fields>;
using GepaRunTaskPage = page<GepaRunTask, "id">;
/// The tasks of a run, or of one split, by page, in the order of their ids.
plan<GepaRunTaskPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"run_id", string> run_id{};
    arg<"task_id", string> task_id{};
    arg<"split", TaskSplit> split{};
    arg<"score", optional<double>> score{};
};
using create_args = arguments<create_fields>;
/// Puts a task into a run. Errors: conflict (the id is taken, or the run has the task), foreign_key (no such run or
/// task).
plan<GepaRunTask> create(create_args&&);

/// Takes a task out of a run; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<get, list, create, delete_>;

}  // namespace iofold::gepa_run_tasks
