#pragma once
// Which helper function fills which role of an agent.
#include "declaration.hpp"
#include "schema/agents.hpp"

namespace iofold::agent_functions {

using schema::AgentFunction;
using schema::FunctionRole;

template <template <fixed_string, class, auto...> class arg>
struct role_fields {
    arg<"agent_id", string> agent_id{};
    arg<"role", FunctionRole> role{};
};
using role_args = arguments<role_fields>;
/// The link of an agent for one role, or null.
plan<optional<AgentFunction>> get(role_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"agent_id", string> agent_id{};
};
using list_args = arguments<list_fields>;
/// The links of an agent, by role.
plan<vector<AgentFunction>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct upsert_fields {
    arg<"agent_id", string> agent_id{};
    arg<"role", FunctionRole> role{};
    arg<"function_id", string> function_id{};
};
using upsert_args = arguments<upsert_fields>;
/// Sets which function fills a role. Errors: foreign_key (no such agent or function).
plan<AgentFunction> upsert(upsert_args&&);

/// Removes the link for a role and leaves the function; false when there was none.
plan<bool> delete_(role_args&&);

using functions = function_list<get, list, upsert, delete_>;

}  // namespace iofold::agent_functions
