#pragma once
// System prompts: each text once in a workspace, with how often traces showed it.
#include "declaration.hpp"
#include "schema/traces.hpp"

namespace iofold::system_prompts {

using schema::SystemPrompt;

template <template <fixed_string, class, auto...> class arg>
struct record_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"trace_id", string> trace_id{};
    arg<"agent_name", string> agent_name{};
    arg<"prompt_hash", string> prompt_hash{};
    arg<"content", string> content{};
    arg<"metadata", optional<json<schema::Object>>, only_object> metadata{};
    arg<"id", optional<string>> id{};
};
using record_args = arguments<record_fields>;
template <template <fixed_string, class, auto...> class field>
struct recorded_prompt_fields {
    field<"prompt_id", string> prompt_id{};
    field<"is_new", bool> is_new{};
    field<"trace_count", int64_t> trace_count{};
};
using RecordedPrompt = fields_of<recorded_prompt_fields>;
/// Counts a prompt that a trace shows, storing it at first sight, and links the trace to it. Errors: not_found (the trace
/// is not in the workspace), conflict (it is new and the id is taken).
plan<RecordedPrompt> record(record_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_name", string> agent_name{};
    arg<"prompt_hash", string> prompt_hash{};
    arg<"content", string> content{};
    arg<"metadata", optional<json<schema::Object>>> metadata{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Stores a prompt that no trace showed yet. Errors: conflict (the hash is there already, or the id is taken).
plan<SystemPrompt> create(create_args&&);

/// One prompt of any workspace, or null.
plan<optional<SystemPrompt>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct find_by_hash_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"prompt_hash", string> prompt_hash{};
};
using find_by_hash_args = arguments<find_by_hash_fields>;
/// The workspace's prompt with this hash, or null.
plan<optional<SystemPrompt>> find_by_hash(find_by_hash_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_name", optional<string>> agent_name{};
    arg<"cursor", optional<string>> cursor{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
};
using list_args = arguments<list_fields>;
using SystemPromptPage = page<SystemPrompt, "last_seen_at", "id">;
/// The workspace's prompts by page, the one seen last first.
plan<SystemPromptPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_agent_names_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
};
using list_agent_names_args = arguments<list_agent_names_fields>;
template <template <fixed_string, class, auto...> class field>
struct prompt_agent_name_fields {
    field<"agent_name", string> agent_name{};
};
using PromptAgentName = fields_of<prompt_agent_name_fields>;
/// The names of the agents that have prompts in the workspace, each once, sorted.
plan<vector<PromptAgentName>> list_agent_names(list_agent_names_args&&);

/// Deletes a prompt with its coverage; false when there was none. Errors: foreign_key while traces, iterations or alerts
/// refer to it.
plan<bool> delete_(workspace_id_args&&);

using functions = function_list<record, create, get, find_by_hash, list, list_agent_names, delete_>;

}  // namespace iofold::system_prompts
