#pragma once
// The registry of tools that agents can be given.
#include "declaration.hpp"
#include "schema/tools.hpp"

namespace iofold::tools {

using schema::JsonSchema;
using schema::Tool;
using schema::ToolCategory;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"category", optional<ToolCategory>> category{};
};
using list_args = arguments<list_fields>;
/// All tools, or those of a category, by category and name.
plan<vector<Tool>> list(list_args&&);

/// One tool, or null.
plan<optional<Tool>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_by_ids_fields {
    arg<"tool_ids", vector<string>, between<0, 100>> tool_ids{};
};
using list_by_ids_args = arguments<list_by_ids_fields>;
template <template <fixed_string, class, auto...> class field>
struct tool_definition_fields {
    field<"id", string> id{};
    field<"name", string> name{};
    field<"description", string> description{};
    field<"parameters_schema", json<JsonSchema>> parameters_schema{};
    field<"handler_key", string> handler_key{};
    field<"category", optional<ToolCategory>, filled> category{};
};
using ToolDefinition = fields_of<tool_definition_fields>;
/// The tools named that exist, each once, by category and name.
plan<vector<ToolDefinition>> list_by_ids(list_by_ids_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"name", string> name{};
    arg<"description", string> description{};
    arg<"parameters_schema", json<JsonSchema>> parameters_schema{};
    arg<"handler_key", string> handler_key{};
    arg<"category", ToolCategory, default_enum<ToolCategory::general>> category{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds a tool. Errors: conflict (the id is taken).
plan<Tool> create(create_args&&);

/// Deletes a tool with its links to agents; false when there was none.
plan<bool> delete_(id_args&&);

using functions = function_list<list, get, list_by_ids, create, delete_>;

}  // namespace iofold::tools
