#pragma once
// What came in from the platforms: integrations, traces, the human ratings of them, the prompts seen in them.
#include "table_declaration.hpp"
#include "enums.hpp"
#include "json_shapes.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct integrations_table {
    column<"id",                std::string, primary_key>                                                     id{};
    column<"workspace_id",      std::string, references<"workspaces", "id">, on_delete_cascade>               workspace_id{};
    column<"name",              std::string>                                                                  name{};
    column<"platform",          Platform, unchecked>                                                          platform{};
    column<"api_key_encrypted", std::string>                                                                  api_key_encrypted{};
    column<"config",            std::optional<json<IntegrationConfig>>>                                       config{};
    column<"status",            std::optional<IntegrationStatus>, unchecked, default_sql<"'active'">, filled> status{};
    column<"last_synced_at",    std::optional<squall::timestamp>>                                             last_synced_at{};
    column<"created_at",        std::optional<squall::timestamp>, default_now, filled>                        created_at{};
};
inline constexpr squall::table<integrations_table, "integrations"> integrations;
using Integration = squall::row_of<integrations>;

template <template <squall::fixed_string, class, auto...> class column>
struct traces_table {
    column<"id",                std::string, primary_key>                                             id{};
    column<"workspace_id",      std::string, references<"workspaces", "id">, on_delete_cascade>       workspace_id{};
    column<"integration_id",    std::string, references<"integrations", "id">, on_delete_cascade>     integration_id{};
    column<"trace_id",          std::string>                                                          trace_id{};
    column<"source",            Platform, unchecked>                                                  source{};
    column<"timestamp",         squall::timestamp>                                                    timestamp{};
    column<"metadata",          std::optional<json<Object>>>                                          metadata{};
    column<"steps",             json<ExecutionSteps>>                                                 steps{};
    column<"raw_data",          std::optional<json<Object>>>                                          raw_data{};
    column<"input_preview",     std::optional<std::string>>                                           input_preview{};
    column<"output_preview",    std::optional<std::string>>                                           output_preview{};
    column<"step_count",        std::optional<std::int64_t>, default_sql<"0">, filled>                step_count{};
    column<"has_errors",        std::optional<bool>, default_sql<"0">, filled>                        has_errors{};
    column<"agent_version_id",  std::optional<std::string>, references<"agent_versions", "id">>       agent_version_id{};
    column<"assignment_status", std::optional<AssignmentStatus>, default_sql<"'unassigned'">, filled> assignment_status{};
    column<"imported_at",       std::optional<squall::timestamp>, default_now, filled>                imported_at{};
    column<"system_prompt_id",  std::optional<std::string>, references<"system_prompts", "id">>       system_prompt_id{};
};
inline constexpr squall::table<traces_table, "traces"> traces;
using Trace = squall::row_of<traces>;

template <template <squall::fixed_string, class, auto...> class column>
struct feedback_table {
    column<"id",            std::string, primary_key>                                                  id{};
    column<"trace_id",      std::string, unique, references<"traces", "id">, on_delete_cascade>        trace_id{};
    column<"agent_id",      std::optional<std::string>, references<"agents", "id">, on_delete_cascade> agent_id{};
    column<"rating",        Rating, unchecked>                                                         rating{};
    column<"rating_detail", std::optional<std::string>>                                                rating_detail{};
    column<"created_at",    std::optional<squall::timestamp>, default_now, filled>                     created_at{};
};
inline constexpr squall::table<feedback_table, "feedback"> feedback;
using Feedback = squall::row_of<feedback>;

template <template <squall::fixed_string, class, auto...> class column>
struct system_prompts_table {
    column<"id",            std::string, primary_key>                              id{};
    column<"workspace_id",  std::string>                                           workspace_id{};  // no foreign key
    column<"agent_name",    std::string>                                           agent_name{};
    column<"prompt_hash",   std::string>                                           prompt_hash{};
    column<"content",       std::string>                                           content{};
    column<"metadata",      std::optional<json<Object>>>                           metadata{};
    column<"first_seen_at", squall::timestamp, default_now>                        first_seen_at{};
    column<"last_seen_at",  squall::timestamp, default_now>                        last_seen_at{};
    column<"trace_count",   std::optional<std::int64_t>, default_sql<"1">, filled> trace_count{};
};
inline constexpr squall::table<system_prompts_table, "system_prompts"> system_prompts;
using SystemPrompt = squall::row_of<system_prompts>;

template <template <squall::fixed_string, class, auto...> class column>
struct prompt_iterations_table {
    column<"id",                  std::string, primary_key>                                       id{};
    column<"workspace_id",        std::string>                                                    workspace_id{};  // no foreign key
    column<"agent_name",          std::string>                                                    agent_name{};
    column<"parent_prompt_id",    std::optional<std::string>, references<"system_prompts", "id">> parent_prompt_id{};
    column<"current_prompt_id",   std::string, references<"system_prompts", "id">>                current_prompt_id{};
    column<"iteration_number",    std::int64_t, default_sql<"1">>                                 iteration_number{};
    column<"change_summary",      std::optional<std::string>>                                     change_summary{};
    column<"improvement_metrics", std::optional<json<Object>>>                                    improvement_metrics{};
    column<"created_at",          squall::timestamp, default_now>                                 created_at{};
};
inline constexpr squall::table<prompt_iterations_table, "prompt_iterations"> prompt_iterations;
using PromptIteration = squall::row_of<prompt_iterations>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::integrations> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_integrations_platform">(integrations.platform),
        index<"idx_integrations_workspace_id">(integrations.workspace_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::traces> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(traces.integration_id, traces.trace_id),
        index<"idx_traces_agent_version_id">(traces.agent_version_id),
        index<"idx_traces_assignment_status">(traces.assignment_status),
        index<"idx_traces_imported_at">(traces.imported_at),
        index<"idx_traces_integration_id">(traces.integration_id),
        index<"idx_traces_system_prompt">(traces.system_prompt_id),
        index<"idx_traces_trace_id">(traces.trace_id),
        index<"idx_traces_workspace_id">(traces.workspace_id),
        // for the repositories' queries
        index<"idx_traces_workspace_id_imported_at_id">(traces.workspace_id, traces.imported_at.desc(), traces.id.desc()),
        index<"idx_traces_workspace_id_assignment_status_imported_at">(traces.workspace_id, traces.assignment_status, traces.imported_at),
        index<"idx_traces_agent_version_id_imported_at_id">(traces.agent_version_id, traces.imported_at.desc(), traces.id.desc()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::feedback> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_feedback_agent_created_trace">(feedback.agent_id, feedback.created_at, feedback.trace_id),
        index<"idx_feedback_agent_id">(feedback.agent_id),
        index<"idx_feedback_rating">(feedback.rating),
        index<"idx_feedback_trace_id">(feedback.trace_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::system_prompts> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(system_prompts.workspace_id, system_prompts.prompt_hash),
        index<"idx_system_prompts_hash">(system_prompts.prompt_hash),
        index<"idx_system_prompts_workspace_agent">(system_prompts.workspace_id, system_prompts.agent_name),
        // for the repositories' queries
        index<"idx_system_prompts_workspace_id_last_seen_at_id">(system_prompts.workspace_id, system_prompts.last_seen_at.desc(), system_prompts.id.desc()));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::prompt_iterations> = [] {
    using namespace iofold::schema;
    return constraints(
        index<"idx_prompt_iterations_parent">(prompt_iterations.parent_prompt_id),
        index<"idx_prompt_iterations_workspace_agent">(prompt_iterations.workspace_id, prompt_iterations.agent_name),
        // for the repositories' queries
        index<"idx_prompt_iterations_workspace_id_agent_name_iteration_number">(prompt_iterations.workspace_id, prompt_iterations.agent_name, prompt_iterations.iteration_number.desc()),
        // for deletes of what they refer to
        index<"idx_prompt_iterations_current_prompt_id">(prompt_iterations.current_prompt_id));
}();
