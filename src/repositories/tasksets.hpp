#pragma once
// Sets of tasks that an agent is run over.
#include "declaration.hpp"
#include "schema/tasksets.hpp"

namespace iofold::tasksets {

using schema::Taskset;
using schema::TaskSource;

/// A taskset of an agent of the caller's workspace.
template <template <fixed_string, class, auto...> class arg>
struct agent_id_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"id", string> id{};
};
using agent_id_args = arguments<agent_id_fields>;

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"name", string> name{};
    arg<"description", optional<string>> description{};
};
using create_args = arguments<create_fields>;
/// Creates an empty, active taskset. Errors: conflict (the id is taken), foreign_key (no such agent in the workspace).
plan<Taskset> create(create_args&&);

/// A task of a new taskset. The caller computes content_hash, by which tasks are the same.
template <template <fixed_string, class, auto...> class arg>
struct first_task_fields {
    arg<"id", optional<string>> id{};
    arg<"user_message", string> user_message{};
    arg<"content_hash", string> content_hash{};
    arg<"source", TaskSource, default_enum<TaskSource::trace>> source{};
    arg<"expected_output", optional<string>> expected_output{};
    arg<"source_trace_id", optional<string>> source_trace_id{};
    arg<"metadata", optional<json<schema::Object>>> metadata{};
};
using first_task = arguments<first_task_fields>;
template <template <fixed_string, class, auto...> class arg>
struct create_with_tasks_fields {
    arg<"id", optional<string>> id{};
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"name", string> name{};
    arg<"description", optional<string>> description{};
    arg<"tasks", vector<object<first_task_fields>>> tasks{};
};
using create_with_tasks_args = arguments<create_with_tasks_fields>;
template <template <fixed_string, class, auto...> class field>
struct created_taskset_fields {
    field<"id", string> id{};
    field<"task_count", int64_t> task_count{};
    field<"skipped_duplicates", int64_t> skipped_duplicates{};
};
using CreatedTaskset = fields_of<created_taskset_fields>;
/// Creates a taskset with its first tasks, all or nothing. Of several tasks with one content_hash the first is stored and
/// the others are counted as skipped. Errors: conflict (an id is taken), foreign_key (no such agent or source trace in
/// the workspace).
plan<CreatedTaskset> create_with_tasks(create_with_tasks_args&&);

template <template <fixed_string, class, auto...> class arg>
struct get_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"id", string> id{};
};
using get_args = arguments<get_fields>;
/// One taskset, archived or not; null when absent or not of the workspace and agent given.
plan<optional<Taskset>> get(get_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"include_archived", bool, default_false> include_archived{};
};
using list_args = arguments<list_fields>;
/// The tasksets of an agent, newest first: the active ones, or all.
plan<vector<Taskset>> list(list_args&&);

/// A task for a taskset that is there.
template <template <fixed_string, class, auto...> class arg>
struct further_task_fields {
    arg<"id", optional<string>> id{};
    arg<"user_message", string> user_message{};
    arg<"content_hash", string> content_hash{};
    arg<"source", TaskSource, default_enum<TaskSource::manual>> source{};
    arg<"expected_output", optional<string>> expected_output{};
    arg<"source_trace_id", optional<string>> source_trace_id{};
    arg<"metadata", optional<json<schema::Object>>> metadata{};
};
using further_task = arguments<further_task_fields>;
template <template <fixed_string, class, auto...> class arg>
struct add_tasks_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"id", string> id{};
    arg<"tasks", vector<object<further_task_fields>>> tasks{};
};
using add_tasks_args = arguments<add_tasks_fields>;
template <template <fixed_string, class, auto...> class field>
struct added_tasks_fields {
    field<"inserted", int64_t> inserted{};
    field<"skipped_duplicates", int64_t> skipped_duplicates{};
    field<"total_tasks", int64_t> total_tasks{};
};
using AddedTasks = fields_of<added_tasks_fields>;
/// Adds the tasks whose content_hash the taskset does not have yet and stores the true number of its tasks. Errors:
/// not_found, guard_failed (archived), conflict (a task's id is taken), foreign_key (no such source trace in the
/// workspace).
plan<AddedTasks> add_tasks(add_tasks_args&&);

/// Retires a taskset; repeating it succeeds. Errors: not_found.
plan<Taskset> archive(agent_id_args&&);

/// Deletes a taskset with its tasks; false when there was none. Errors: foreign_key while runs or results refer to it.
plan<bool> delete_(id_args&&);

using functions = function_list<create, create_with_tasks, get, list, add_tasks, archive, delete_>;

}  // namespace iofold::tasksets
