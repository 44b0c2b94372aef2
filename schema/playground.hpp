#pragma once
// Conversations with an agent version, step by step.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct playground_sessions_table {
    column<"id",               std::string, primary_key>                                           id{};
    column<"workspace_id",     std::string, references<"workspaces", "id">, on_delete_cascade>     workspace_id{};
    column<"agent_id",         std::string, references<"agents", "id">, on_delete_cascade>         agent_id{};
    column<"agent_version_id", std::string, references<"agent_versions", "id">, on_delete_cascade> agent_version_id{};
    column<"messages",         json<ChatMessages>, default_sql<"'[]'">>                            messages{};
    column<"variables",        json<StringMap>, default_sql<"'{}'">>                               variables{};
    column<"files",            json<FileMap>, default_sql<"'{}'">>                                 files{};
    column<"model_provider",   ModelProvider>                                                      model_provider{};
    column<"model_id",         std::string>                                                        model_id{};
    column<"created_at",       std::optional<squall::timestamp>, default_now, filled>              created_at{};
    column<"updated_at",       std::optional<squall::timestamp>, default_now, filled>              updated_at{};
};
inline constexpr squall::table<playground_sessions_table, "playground_sessions"> playground_sessions;
using PlaygroundSession = squall::row_of<playground_sessions>;

template <template <squall::fixed_string, class, auto...> class column>
struct playground_steps_table {
    column<"id",            std::string, primary_key>                                                id{};
    column<"session_id",    std::string, references<"playground_sessions", "id">, on_delete_cascade> session_id{};
    column<"trace_id",      std::string, references<"traces", "id">, on_delete_cascade>              trace_id{};
    column<"step_index",    std::int64_t>                                                            step_index{};
    column<"step_type",     StepType>                                                                step_type{};
    column<"input",         std::optional<json<>>>                                                   input{};
    column<"output",        std::optional<json<>>>                                                   output{};
    column<"tool_name",     std::optional<std::string>>                                              tool_name{};
    column<"tool_args",     std::optional<json<Object>>>                                             tool_args{};
    column<"tool_result",   std::optional<json<>>>                                                   tool_result{};
    column<"tool_error",    std::optional<std::string>>                                              tool_error{};
    column<"latency_ms",    std::optional<std::int64_t>>                                             latency_ms{};
    column<"tokens_input",  std::optional<std::int64_t>>                                             tokens_input{};
    column<"tokens_output", std::optional<std::int64_t>>                                             tokens_output{};
    column<"timestamp",     std::optional<squall::timestamp>, default_now, filled>                   timestamp{};
};
inline constexpr squall::table<playground_steps_table, "playground_steps"> playground_steps;
using PlaygroundStep = squall::row_of<playground_steps>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::playground_sessions> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_playground_sessions_agent">(playground_sessions.agent_id),
        index<"idx_playground_sessions_agent_version">(playground_sessions.agent_version_id),
        index<"idx_playground_sessions_updated">(playground_sessions.updated_at.desc()),
        index<"idx_playground_sessions_workspace">(playground_sessions.workspace_id),
        // for the repositories' queries
        index<"idx_playground_sessions_workspace_id_updated_at_id">(playground_sessions.workspace_id, playground_sessions.updated_at.desc(), playground_sessions.id.desc()),
        index<"idx_playground_sessions_agent_id_updated_at_id">(playground_sessions.agent_id, playground_sessions.updated_at.desc(), playground_sessions.id.desc()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::playground_steps> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_playground_steps_session">(playground_steps.session_id),
        index<"idx_playground_steps_session_index">(playground_steps.session_id, playground_steps.step_index),
        index<"idx_playground_steps_timestamp">(playground_steps.timestamp.desc()),
        index<"idx_playground_steps_trace">(playground_steps.trace_id));
}();
