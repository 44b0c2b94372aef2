#pragma once
// Conversations with an agent version in the playground.
#include "declaration.hpp"
#include "schema/playground.hpp"

namespace iofold::playground_sessions {

using schema::ModelProvider;
using schema::PlaygroundSession;
using schema::StepType;

/// A session of an agent of the caller's workspace.
template <template <fixed_string, class, auto...> class arg>
struct agent_id_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"id", string> id{};
};
using agent_id_args = arguments<agent_id_fields>;
/// One session, or null unless all three ids match.
plan<optional<PlaygroundSession>> get(agent_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"agent_version_id", optional<string>> agent_version_id{};
    arg<"variables", optional<json<schema::StringMap>>, only_object> variables{};
    arg<"model_provider", ModelProvider, default_enum<ModelProvider::anthropic>> model_provider{};
    arg<"model_id", string, default_text<"anthropic/claude-sonnet-4-5">> model_id{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Starts a session, without a version given with the agent's active one. Errors: not_found (the agent), guard_failed (no
/// active version, or the one given is not of the agent), conflict (the id is taken).
plan<PlaygroundSession> create(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_model_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"model_provider", optional<ModelProvider>> model_provider{};
    arg<"model_id", optional<string>> model_id{};
};
using set_model_args = arguments<set_model_fields>;
/// Switches the model; values that are there already, or left out, change nothing, not even updated_at. Errors:
/// not_found.
plan<PlaygroundSession> set_model(set_model_args&&);

/// The trace of a turn. Without agent_version_id it is of the session's version; null means of none.
template <template <fixed_string, class, auto...> class arg>
struct turn_trace_fields {
    arg<"id", optional<string>> id{};
    arg<"trace_id", optional<string>> trace_id{};
    arg<"integration_id", string> integration_id{};
    arg<"timestamp", optional<squall::timestamp>, as_given> timestamp{};
    arg<"steps", json<schema::ExecutionSteps>, only_array> steps{};
    arg<"input_preview", optional<string>> input_preview{};
    arg<"output_preview", optional<string>> output_preview{};
    arg<"has_errors", bool, default_false> has_errors{};
    arg<"agent_version_id", optional<string>, nullable> agent_version_id{};
};
using turn_trace = arguments<turn_trace_fields>;
template <template <fixed_string, class, auto...> class arg>
struct turn_step_fields {
    arg<"step_type", StepType> step_type{};
    arg<"input", optional<json<>>> input{};
    arg<"output", optional<json<>>> output{};
    arg<"tool_name", optional<string>> tool_name{};
    arg<"tool_args", optional<json<schema::Object>>> tool_args{};
    arg<"tool_result", optional<json<>>> tool_result{};
    arg<"tool_error", optional<string>> tool_error{};
    arg<"latency_ms", optional<int64_t>> latency_ms{};
    arg<"tokens_input", optional<int64_t>> tokens_input{};
    arg<"tokens_output", optional<int64_t>> tokens_output{};
    arg<"timestamp", optional<squall::timestamp>, as_given> timestamp{};
    arg<"id", optional<string>> id{};
};
using turn_step = arguments<turn_step_fields>;
/// A message as it is kept in the session; what is left out is no key there.
template <template <fixed_string, class, auto...> class arg>
struct turn_message_fields {
    arg<"id", string> id{};
    arg<"role", string> role{};
    arg<"content", string> content{};
    arg<"timestamp", squall::timestamp, as_given> timestamp{};
    arg<"traceId", optional<string>> traceId{};
    arg<"toolCalls", optional<json<schema::Array>>, only_array> toolCalls{};
};
using turn_message = arguments<turn_message_fields>;
template <template <fixed_string, class, auto...> class arg>
struct record_turn_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"trace", object<turn_trace_fields>> trace{};
    arg<"steps", vector<object<turn_step_fields>>, between<0, 500>> steps{};
    arg<"messages", optional<vector<object<turn_message_fields>>>> messages{};
};
using record_turn_args = arguments<record_turn_fields>;
template <template <fixed_string, class, auto...> class field>
struct recorded_turn_fields {
    field<"trace_id", string> trace_id{};
    field<"step_count", int64_t> step_count{};
    field<"message_count", int64_t> message_count{};
};
using RecordedTurn = fields_of<recorded_turn_fields>;
/// Stores a finished turn, all or nothing: its trace, the steps numbered from 0, and the messages behind those that the
/// session has at that time. Errors: not_found (the session or the integration), conflict (an id, or the integration's
/// trace_id, is taken), foreign_key (no such version in the workspace).
plan<RecordedTurn> record_turn(record_turn_args&&);

template <template <fixed_string, class, auto...> class field>
struct session_files_fields {
    field<"files", json<schema::FileMap>> files{};
    field<"updated_at", optional<timestamp>, filled> updated_at{};
};
using SessionFiles = fields_of<session_files_fields>;
/// The file tree of a session of any workspace, or null.
plan<optional<SessionFiles>> get_files(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_files_fields {
    arg<"id", string> id{};
    arg<"changes", json<schema::FileMap>, only_object> changes{};
    arg<"expected_updated_at", optional<timestamp>, as_given> expected_updated_at{};
};
using set_files_args = arguments<set_files_fields>;
/// Sets the files named to the given values as a whole, and takes away those given as null; the others stay. updated_at
/// is later afterwards. Errors: invalid_argument (no change), not_found, guard_failed (the session has another updated_at
/// than expected).
plan<SessionFiles> set_files(set_files_args&&);

/// Deletes a session with its steps; false unless all three ids match. Its traces stay.
plan<bool> delete_(agent_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct count_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};
};
using count_args = arguments<count_fields>;
/// How many sessions a workspace, or one of its agents, has.
plan<int64_t> count(count_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", optional<string>> agent_id{};
    arg<"cursor", optional<string>> cursor{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
};
using list_args = arguments<list_fields>;
template <template <fixed_string, class, auto...> class field>
struct session_summary_fields {
    field<"id", string> id{};
    field<"agent_id", string> agent_id{};
    field<"agent_version_id", string> agent_version_id{};
    field<"model_provider", ModelProvider> model_provider{};
    field<"model_id", string> model_id{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"updated_at", optional<timestamp>, filled> updated_at{};
    field<"message_count", int64_t> message_count{};
    field<"agent_name", optional<string>> agent_name{};
};
using SessionSummary = fields_of<session_summary_fields>;
using SessionPage = page<SessionSummary, "updated_at", "id">;
/// The sessions of a workspace, or of one of its agents, by page, last used first; without their messages.
plan<SessionPage> list(list_args&&);

using functions = function_list<get, create, set_model, record_turn, get_files, set_files, delete_, count, list>;

}  // namespace iofold::playground_sessions
