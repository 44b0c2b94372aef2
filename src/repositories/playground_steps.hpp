#pragma once
// The steps of playground sessions.
#include "declaration.hpp"
#include "schema/playground.hpp"

namespace iofold::playground_steps {

using schema::PlaygroundStep;
using schema::StepType;

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"session_id", string> session_id{};
    arg<"trace_id", string> trace_id{};
    arg<"step_index", int64_t> step_index{};
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
using create_args = arguments<create_fields>;
/// Records one step; its time is now unless given. Errors: conflict (the id is taken), foreign_key (no such session or
/// trace).
plan<PlaygroundStep> create(create_args&&);

/// One step, or null when unknown.
plan<optional<PlaygroundStep>> get(id_args&&);

/// The steps of a session, or of one trace in it.
template <template <fixed_string, class, auto...> class arg>
struct session_fields {
    arg<"session_id", string> session_id{};
    arg<"trace_id", optional<string>> trace_id{};
};
using session_args = arguments<session_fields>;
/// The steps of a session, or of one trace in it, in order of time and index.
plan<vector<PlaygroundStep>> list(session_args&&);

/// Deletes the steps of a session, or of one trace in it, and says how many there were.
plan<int64_t> delete_many(session_args&&);

using functions = function_list<create, get, list, delete_many>;

}  // namespace iofold::playground_steps
