#pragma once
// How an agent's system prompt came to be, step by step.
#include "declaration.hpp"
#include "schema/traces.hpp"

namespace iofold::prompt_iterations {

using schema::PromptIteration;

template <template <fixed_string, class, auto...> class arg>
struct record_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_name", string> agent_name{};
    arg<"current_prompt_id", string> current_prompt_id{};
    arg<"parent_prompt_id", optional<string>> parent_prompt_id{};
    arg<"change_summary", optional<string>> change_summary{};
    arg<"improvement_metrics", optional<json<schema::Object>>, only_object> improvement_metrics{};
    arg<"id", optional<string>> id{};
};
using record_args = arguments<record_fields>;
/// Adds a step: without a parent it is number 1, else the next of the agent's name. Errors: conflict (the id is taken),
/// foreign_key (a prompt is not in the workspace).
plan<PromptIteration> record(record_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_name", string> agent_name{};
};
using list_args = arguments<list_fields>;
/// The steps of an agent's name, the last number first.
plan<vector<PromptIteration>> list(list_args&&);

/// One step of the workspace, or null.
plan<optional<PromptIteration>> get(workspace_id_args&&);

/// Deletes one step, the others keep their numbers; false when there was none.
plan<bool> delete_(workspace_id_args&&);

using functions = function_list<record, list, get, delete_>;

}  // namespace iofold::prompt_iterations
