#pragma once
// Tasks as they were extracted from traces.
#include "declaration.hpp"
#include "schema/task_enrichment.hpp"

namespace iofold::task_metadata {

using schema::Difficulty;
using schema::TaskMetadata;
using schema::TaskType;

/// The task of a trace. The expected_… fields and success_criteria stay as they are when left out.
template <template <fixed_string, class, auto...> class arg>
struct extracted_task_fields {
    arg<"id", optional<string>> id{};
    arg<"trace_id", string> trace_id{};
    arg<"user_message", string> user_message{};
    arg<"task_type", optional<TaskType>> task_type{};
    arg<"difficulty", optional<Difficulty>> difficulty{};
    arg<"domain", optional<string>> domain{};
    arg<"custom_metadata", optional<json<schema::Object>>> custom_metadata{};
    arg<"expected_output", optional<string>> expected_output{};
    arg<"expected_action", optional<string>> expected_action{};
    arg<"success_criteria", optional<json<schema::StringList>>> success_criteria{};
};
using extracted_task = arguments<extracted_task_fields>;
template <template <fixed_string, class, auto...> class arg>
struct upsert_many_fields {
    arg<"items", vector<object<extracted_task_fields>>> items{};
};
using upsert_many_args = arguments<upsert_many_fields>;
/// Stores the tasks of traces, one each, all or none, and returns their rows in the order of the list. A trace that has one
/// keeps its id, created_at and children. Errors: invalid_argument (a trace twice), conflict (an id is taken),
/// foreign_key (no such trace).
plan<vector<TaskMetadata>> upsert_many(upsert_many_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"limit", int64_t, default_integer<100>, between<1, 200>> limit{};
};
using list_args = arguments<list_fields>;
template <template <fixed_string, class, auto...> class field>
struct task_summary_fields {
    field<"id", string> id{};
    field<"trace_id", string> trace_id{};
    field<"user_message", string> user_message{};
    field<"task_type", optional<TaskType>> task_type{};
    field<"difficulty", optional<Difficulty>> difficulty{};
    field<"domain", optional<string>> domain{};
    field<"custom_metadata", optional<json<schema::Object>>> custom_metadata{};
    field<"created_at", optional<timestamp>, filled> created_at{};
};
using TaskSummary = fields_of<task_summary_fields>;
/// The newest tasks of the traces of an agent's versions.
plan<vector<TaskSummary>> list(list_args&&);

/// One task, or null when unknown.
plan<optional<TaskMetadata>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct find_by_trace_fields {
    arg<"trace_id", string> trace_id{};
};
using find_by_trace_args = arguments<find_by_trace_fields>;
/// The task of a trace, or null.
plan<optional<TaskMetadata>> find_by_trace(find_by_trace_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"id", optional<string>> id{};
    arg<"trace_id", string> trace_id{};
    arg<"user_message", string> user_message{};
    arg<"expected_output", optional<string>> expected_output{};
    arg<"expected_action", optional<string>> expected_action{};
    arg<"success_criteria", optional<json<schema::StringList>>> success_criteria{};
    arg<"task_type", optional<TaskType>> task_type{};
    arg<"difficulty", optional<Difficulty>> difficulty{};
    arg<"domain", optional<string>> domain{};
    arg<"custom_metadata", optional<json<schema::Object>>> custom_metadata{};
};
using create_args = arguments<create_fields>;
/// Stores the task of a trace. Errors: conflict (the id is taken, or the trace has a task), foreign_key (no such trace).
plan<TaskMetadata> create(create_args&&);

/// Deletes a task with its similar traces and feedback pairs; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<upsert_many, list, get, find_by_trace, create, delete_>;

}  // namespace iofold::task_metadata
