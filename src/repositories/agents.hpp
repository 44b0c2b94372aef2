#pragma once
// Agents: what a workspace watches and improves.
#include "declaration.hpp"
#include "schema/agents.hpp"

namespace iofold::agents {

using schema::Agent;
using schema::AgentStatus;
using schema::AgentVersion;
using schema::StringList;
using schema::VersionSource;
using schema::VersionStatus;

/// Whether an agent exists, in the given workspace when one is given. Archived agents count.
plan<bool> exists(any_workspace_id_args&&);

/// One agent of the workspace, or null.
plan<optional<Agent>> get(workspace_id_args&&);

template <template <fixed_string, class, auto...> class field>
struct agent_with_active_version_fields {
    field<"id", string> id{};
    field<"workspace_id", string> workspace_id{};
    field<"name", string> name{};
    field<"description", optional<string>> description{};
    field<"status", optional<AgentStatus>, filled> status{};
    field<"active_version_id", optional<string>> active_version_id{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"updated_at", optional<timestamp>, filled> updated_at{};
    field<"active_eval_id", optional<string>> active_eval_id{};
    field<"version_id", optional<string>> version_id{};
    field<"version_number", optional<int64_t>> version_number{};
    field<"prompt_template", optional<string>> prompt_template{};
    field<"variables", optional<json<StringList>>> variables{};
    field<"source", optional<VersionSource>> source{};
    field<"parent_version_id", optional<string>> parent_version_id{};
    field<"accuracy", optional<double>> accuracy{};
    field<"version_status", optional<VersionStatus>> version_status{};
    field<"version_created_at", optional<timestamp>> version_created_at{};
};
using AgentWithActiveVersion = fields_of<agent_with_active_version_fields>;
/// One agent with the version that it points at; the version's fields are null where there is none.
plan<optional<AgentWithActiveVersion>> get_with_active_version(workspace_id_args&&);

template <template <fixed_string, class, auto...> class field>
struct active_prompt_fields {
    field<"version_id", string> version_id{};
    field<"version", int64_t> version{};
    field<"prompt_template", string> prompt_template{};
    field<"variables", optional<json<StringList>>> variables{};
    field<"updated_at", optional<timestamp>, filled> updated_at{};
};
using ActivePrompt = fields_of<active_prompt_fields>;
/// The active prompt of an agent, which client libraries poll; null without an active version.
plan<optional<ActivePrompt>> get_active_prompt(workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"limit", int64_t, default_integer<-1>, at_least<1>> limit{};  // SQLite: LIMIT -1 is all
};
using list_args = arguments<list_fields>;
template <template <fixed_string, class, auto...> class field>
struct agent_summary_fields {
    field<"id", string> id{};
    field<"workspace_id", string> workspace_id{};
    field<"name", string> name{};
    field<"description", optional<string>> description{};
    field<"status", optional<AgentStatus>, filled> status{};
    field<"active_version_id", optional<string>> active_version_id{};
    field<"created_at", optional<timestamp>, filled> created_at{};
    field<"updated_at", optional<timestamp>, filled> updated_at{};
    field<"version_id", optional<string>> version_id{};
    field<"version_number", optional<int64_t>> version_number{};
    field<"prompt_template", optional<string>> prompt_template{};
    field<"variables", optional<json<StringList>>> variables{};
    field<"source", optional<VersionSource>> source{};
    field<"parent_version_id", optional<string>> parent_version_id{};
    field<"accuracy", optional<double>> accuracy{};
    field<"version_status", optional<VersionStatus>> version_status{};
    field<"version_created_at", optional<timestamp>> version_created_at{};
    field<"trace_count", int64_t> trace_count{};
    field<"eval_count", int64_t> eval_count{};
    field<"feedback_count", int64_t> feedback_count{};
    field<"task_count", int64_t> task_count{};
};
using AgentSummary = fields_of<agent_summary_fields>;
/// The workspace's agents that are not archived, newest first, each with its active version and four counts.
plan<vector<AgentSummary>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct count_by_status_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"status", AgentStatus, default_enum<AgentStatus::discovered>> status{};
};
using count_by_status_args = arguments<count_by_status_fields>;
/// How many agents of the workspace have exactly this status.
plan<int64_t> count_by_status(count_by_status_args&&);

template <template <fixed_string, class, auto...> class field>
struct agent_metrics_fields {
    field<"trace_count", int64_t> trace_count{};
    field<"feedback_count", int64_t> feedback_count{};
    field<"positive_feedback_count", int64_t> positive_feedback_count{};
    field<"negative_feedback_count", int64_t> negative_feedback_count{};
    field<"eval_count", int64_t> eval_count{};
};
using AgentMetrics = fields_of<agent_metrics_fields>;
/// The five headline counts of one agent; all zero for one that does not exist, or is not in the workspace given.
plan<AgentMetrics> get_metrics(any_workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"name", string, trimmed, not_blank> name{};
    arg<"description", optional<string>> description{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Creates an agent by hand, already confirmed. Errors: conflict (another agent of the workspace that is not archived
/// has the name, or the id is taken), foreign_key (no such workspace).
plan<Agent> create(create_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_discovered_agent_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"name", string> name{};
    arg<"description", optional<string>> description{};
    arg<"prompt_template", string> prompt_template{};
    arg<"variables", optional<vector<string>>> variables{};
    arg<"trace_ids", vector<string>, between<1, 500>> trace_ids{};
    arg<"id", optional<string>> id{};
    arg<"version_id", optional<string>> version_id{};
};
using create_discovered_agent_args = arguments<create_discovered_agent_fields>;
template <template <fixed_string, class, auto...> class part>
struct discovered_agent_parts {
    part<"agent", Agent> agent{};
    part<"version", AgentVersion> version{};
    part<"assigned_count", int64_t> assigned_count{};
};
using DiscoveredAgent = object_of<discovered_agent_parts>;
/// Creates an agent found by clustering: the agent, its first version, and the assignment of its traces. Called again: guard_failed.
/// Errors: guard_failed (a trace is not in the workspace or not unassigned any more), conflict.
plan<DiscoveredAgent> create_discovered_agent(create_discovered_agent_args&&);

template <template <fixed_string, class, auto...> class arg>
struct confirm_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"name", optional<string>, trimmed> name{};
};
using confirm_args = arguments<confirm_fields>;
/// Turns a discovered agent into a confirmed one, renamed when a name is given. Called again: guard_failed. Errors: not_found,
/// guard_failed (not discovered), conflict (the name is taken).
plan<Agent> confirm(confirm_args&&);

template <template <fixed_string, class, auto...> class arg>
struct agent_patch_fields {
    arg<"name", optional<string>, trimmed, not_blank> name{};
    arg<"description", optional<string>, nullable> description{};
};
using agent_patch = arguments<agent_patch_fields>;
template <template <fixed_string, class, auto...> class arg>
struct update_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"patch", object<agent_patch_fields>, as_patch> patch{};
};
using update_args = arguments<update_fields>;
/// Changes name and/or description. Errors: not_found, conflict (the name is taken), invalid_argument (empty patch).
plan<Agent> update(update_args&&);

/// Retires an agent. Called again: succeeds and sets updated_at again. Errors: not_found.
plan<nothing> archive(workspace_id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_active_eval_fields {
    arg<"workspace_id", optional<string>, tenant> workspace_id{};
    arg<"id", string> id{};
    arg<"active_eval_id", string, nullable> active_eval_id{};
};
using set_active_eval_args = arguments<set_active_eval_fields>;
/// Points an agent at its active eval candidate, or clears the pointer with null. Errors: not_found, guard_failed (no
/// such candidate of this agent).
plan<nothing> set_active_eval(set_active_eval_args&&);

/// Deletes an agent for good, with what hangs on it; false when there was none. Errors: foreign_key while traces,
/// tasksets, runs or jobs refer to it.
plan<bool> delete_(workspace_id_args&&);

using functions = function_list<exists, get, get_with_active_version, get_active_prompt, list, count_by_status, get_metrics, create,
                                create_discovered_agent, confirm, update, archive, set_active_eval, delete_>;

}  // namespace iofold::agents
