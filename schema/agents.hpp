#pragma once
// Agents, the versions of their prompts, and the functions generated for them.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct agents_table {
    column<"id",                std::string, primary_key>                                        id{};
    column<"workspace_id",      std::string, references<"workspaces", "id">, on_delete_cascade>  workspace_id{};
    column<"name",              std::string>                                                     name{};
    column<"description",       std::optional<std::string>>                                      description{};
    column<"status",            std::optional<AgentStatus>, default_sql<"'discovered'">, filled> status{};
    column<"active_version_id", std::optional<std::string>>                                      active_version_id{};  // no foreign key: agent_versions refers to agents
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>           created_at{};
    column<"updated_at",        std::optional<squall::timestamp>, default_now, filled>           updated_at{};
    column<"active_eval_id",    std::optional<std::string>, references<"eval_candidates", "id">> active_eval_id{};
};
inline constexpr squall::table<agents_table, "agents"> agents;
using Agent = squall::row_of<agents>;

template <template <squall::fixed_string, class, auto...> class column>
struct agent_versions_table {
    column<"id",                std::string, primary_key>                                         id{};
    column<"agent_id",          std::string, references<"agents", "id">, on_delete_cascade>       agent_id{};
    column<"version",           std::int64_t>                                                     version{};
    column<"prompt_template",   std::string>                                                      prompt_template{};
    column<"variables",         std::optional<json<StringList>>>                                  variables{};
    column<"source",            VersionSource>                                                    source{};
    column<"parent_version_id", std::optional<std::string>>                                       parent_version_id{};
    column<"accuracy",          std::optional<double>>                                            accuracy{};
    column<"status",            std::optional<VersionStatus>, default_sql<"'candidate'">, filled> status{};
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>            created_at{};
};
inline constexpr squall::table<agent_versions_table, "agent_versions"> agent_versions;
using AgentVersion = squall::row_of<agent_versions>;

template <template <squall::fixed_string, class, auto...> class column>
struct functions_table {
    column<"id",                 std::string, primary_key>                                       id{};
    column<"workspace_id",       std::string, references<"workspaces", "id">, on_delete_cascade> workspace_id{};
    column<"type",               FunctionType>                                                   type{};
    column<"name",               std::string>                                                    name{};
    column<"code",               std::string>                                                    code{};
    column<"input_schema",       std::optional<json<JsonSchema>>>                                input_schema{};
    column<"output_schema",      std::optional<json<JsonSchema>>>                                output_schema{};
    column<"model_used",         std::optional<std::string>>                                     model_used{};
    column<"parent_function_id", std::optional<std::string>>                                     parent_function_id{};
    column<"status",             std::optional<FunctionStatus>, default_sql<"'active'">, filled> status{};
    column<"created_at",         std::optional<squall::timestamp>, default_now, filled>          created_at{};
};
inline constexpr squall::table<functions_table, "functions"> functions;
using Function = squall::row_of<functions>;

template <template <squall::fixed_string, class, auto...> class column>
struct agent_functions_table {
    column<"agent_id",    std::string, references<"agents", "id">, on_delete_cascade>    agent_id{};
    column<"function_id", std::string, references<"functions", "id">, on_delete_cascade> function_id{};
    column<"role",        FunctionRole>                                                  role{};
};
inline constexpr squall::table<agent_functions_table, "agent_functions"> agent_functions;
using AgentFunction = squall::row_of<agent_functions>;

template <template <squall::fixed_string, class, auto...> class column>
struct prompt_best_practices_table {
    column<"id",         std::string, primary_key>                      id{};
    column<"source",     PracticeSource>                                source{};
    column<"category",   PracticeCategory>                              category{};
    column<"title",      std::string>                                   title{};
    column<"content",    std::string>                                   content{};
    column<"url",        std::optional<std::string>>                    url{};
    column<"created_at", std::optional<squall::timestamp>, default_now, filled> created_at{};
};
inline constexpr squall::table<prompt_best_practices_table, "prompt_best_practices"> prompt_best_practices;
using PromptBestPractice = squall::row_of<prompt_best_practices>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::agents> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_agents_active_eval">(agents.active_eval_id),
        index<"idx_agents_status">(agents.status),
        index<"idx_agents_workspace_id">(agents.workspace_id),
        // for the repositories' queries
        index<"idx_agents_workspace_id_created_at_id">(agents.workspace_id, agents.created_at.desc(), agents.id.desc()),
        index<"idx_agents_workspace_id_name">(agents.workspace_id, agents.name));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::agent_versions> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(agent_versions.agent_id, agent_versions.version),
        index<"idx_agent_versions_agent_id">(agent_versions.agent_id),
        index<"idx_agent_versions_status">(agent_versions.status));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::functions> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_functions_type">(functions.type),
        index<"idx_functions_workspace_id">(functions.workspace_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::agent_functions> = [] {
    using namespace iofold::schema;
    return constraints(
        primary_key_of(agent_functions.agent_id, agent_functions.role),
        // for deletes of what they refer to
        index<"idx_agent_functions_function_id">(agent_functions.function_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::prompt_best_practices> = [] {
    using namespace iofold::schema;
    return constraints(
        // for the repositories' queries
        index<"idx_prompt_best_practices_category_created_at_id">(prompt_best_practices.category, prompt_best_practices.created_at.desc(), prompt_best_practices.id.desc()));
}();
