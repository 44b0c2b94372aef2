#pragma once
// Tools, and which agent may use them.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct tools_table {
    column<"id",                std::string, primary_key>                                      id{};
    column<"name",              std::string>                                                   name{};
    column<"description",       std::string>                                                   description{};
    column<"parameters_schema", json<JsonSchema>>                                              parameters_schema{};
    column<"handler_key",       std::string>                                                   handler_key{};
    column<"category",          std::optional<ToolCategory>, default_sql<"'general'">, filled> category{};
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>         created_at{};
};
inline constexpr squall::table<tools_table, "tools"> tools;
using Tool = squall::row_of<tools>;

template <template <squall::fixed_string, class, auto...> class column>
struct agent_tools_table {
    column<"agent_id",   std::string, references<"agents", "id">, on_delete_cascade> agent_id{};
    column<"tool_id",    std::string, references<"tools", "id">, on_delete_cascade>  tool_id{};
    column<"config",     std::optional<json<Object>>>                                config{};
    column<"created_at", std::optional<squall::timestamp>, default_now, filled>              created_at{};
};
inline constexpr squall::table<agent_tools_table, "agent_tools"> agent_tools;
using AgentTool = squall::row_of<agent_tools>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::tools> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_tools_category">(tools.category),
        index<"idx_tools_handler">(tools.handler_key));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::agent_tools> = [] {
    using namespace iofold::schema;
    return constraints(
        primary_key_of(agent_tools.agent_id, agent_tools.tool_id),
        index<"idx_agent_tools_agent">(agent_tools.agent_id),
        index<"idx_agent_tools_tool">(agent_tools.tool_id));
}();
