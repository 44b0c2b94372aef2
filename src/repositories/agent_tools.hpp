#pragma once
// Which tools an agent has, and how they are set up for it.
#include "declaration.hpp"
#include "schema/tools.hpp"

namespace iofold::agent_tools {

using schema::AgentTool;
using schema::JsonSchema;
using schema::Object;
using schema::ToolCategory;

template <template <fixed_string, class, auto...> class field>
struct attached_tool_fields {
    field<"id", string> id{};
    field<"name", string> name{};
    field<"description", string> description{};
    field<"parameters_schema", json<JsonSchema>> parameters_schema{};
    field<"handler_key", string> handler_key{};
    field<"category", optional<ToolCategory>, filled> category{};
    field<"created_at", optional<timestamp>, filled> created_at{};  // of the tool
    field<"config", optional<json<Object>>> config{};               // for this agent
};
using AttachedTool = fields_of<attached_tool_fields>;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
};
using list_args = arguments<list_fields>;
/// The tools of an agent by category and name; none when the agent is not in the workspace.
plan<vector<AttachedTool>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_tool_ids_fields {
    arg<"agent_id", string> agent_id{};
};
using list_tool_ids_args = arguments<list_tool_ids_fields>;
template <template <fixed_string, class, auto...> class field>
struct attached_tool_id_fields {
    field<"tool_id", string> tool_id{};
};
using AttachedToolId = fields_of<attached_tool_id_fields>;
/// The ids of the tools of an agent of any workspace.
plan<vector<AttachedToolId>> list_tool_ids(list_tool_ids_args&&);

template <template <fixed_string, class, auto...> class arg>
struct get_fields {
    arg<"agent_id", string> agent_id{};
    arg<"tool_id", string> tool_id{};
};
using get_args = arguments<get_fields>;
/// One link, or null.
plan<optional<AgentTool>> get(get_args&&);

template <template <fixed_string, class, auto...> class arg>
struct attach_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"tool_id", string> tool_id{};
    arg<"config", optional<json<Object>>, only_object> config{};
};
using attach_args = arguments<attach_fields>;
/// Attaches a tool to an agent. Errors: not_found (the agent in the workspace, or the tool), conflict (it has it already).
plan<AttachedTool> attach(attach_args&&);

template <template <fixed_string, class, auto...> class arg>
struct detach_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"tool_id", string> tool_id{};
};
using detach_args = arguments<detach_fields>;
/// Takes a tool from an agent. Errors: not_found (the agent in the workspace, or it has not got the tool).
plan<nothing> detach(detach_args&&);

using functions = function_list<list, list_tool_ids, get, attach, detach>;

}  // namespace iofold::agent_tools
