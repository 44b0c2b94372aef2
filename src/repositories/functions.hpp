#pragma once
// Helper functions of a workspace: code that extracts and injects prompt templates, or evaluates.
#include "declaration.hpp"
#include "schema/agents.hpp"

namespace iofold::functions {

using schema::Function;
using schema::FunctionRole;
using schema::FunctionStatus;
using schema::FunctionType;
using schema::JsonSchema;

template <template <fixed_string, class, auto...> class arg>
struct list_for_agent_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
};
using list_for_agent_args = arguments<list_for_agent_fields>;
template <template <fixed_string, class, auto...> class field>
struct function_of_agent_fields {
    field<"id", string> id{};
    field<"workspace_id", string> workspace_id{};
    field<"type", FunctionType> type{};
    field<"name", string> name{};
    field<"code", string> code{};
    field<"input_schema", optional<json<JsonSchema>>> input_schema{};
    field<"output_schema", optional<json<JsonSchema>>> output_schema{};
    field<"model_used", optional<string>> model_used{};
    field<"parent_function_id", optional<string>> parent_function_id{};
    field<"status", optional<FunctionStatus>, filled> status{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"role", FunctionRole> role{};
};
using FunctionOfAgent = fields_of<function_of_agent_fields>;
/// The active functions attached to an agent, with the role of each; none when the agent is not in the workspace given.
plan<vector<FunctionOfAgent>> list_for_agent(list_for_agent_args&&);

/// One function of the workspace, or null.
plan<optional<Function>> get(workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"type", optional<FunctionType>> type{};
    arg<"status", optional<FunctionStatus>> status{};
};
using list_args = arguments<list_fields>;
/// The workspace's functions that match the filters, newest first.
plan<vector<Function>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"type", FunctionType> type{};
    arg<"name", string> name{};
    arg<"code", string> code{};
    arg<"input_schema", optional<json<JsonSchema>>> input_schema{};
    arg<"output_schema", optional<json<JsonSchema>>> output_schema{};
    arg<"model_used", optional<string>> model_used{};
    arg<"parent_function_id", optional<string>> parent_function_id{};  // kept as it is, whether or not there is such a function
    arg<"status", FunctionStatus, default_enum<FunctionStatus::active>> status{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds a function. Errors: conflict (the id is taken), foreign_key (no such workspace).
plan<Function> create(create_args&&);

/// Deletes a function with its links to agents; false when there was none.
plan<bool> delete_(workspace_id_args&&);

using functions = function_list<list_for_agent, get, list, create, delete_>;

}  // namespace iofold::functions
