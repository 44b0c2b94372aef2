#pragma once
// Versions of an agent's prompt, numbered from 1 within the agent.
#include "declaration.hpp"
#include "schema/agents.hpp"

namespace iofold::agent_versions {

using schema::AgentVersion;
using schema::VersionSource;
using schema::VersionStatus;

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
};
using list_args = arguments<list_fields>;
/// All versions of an agent, newest number first; none when the agent is not in the workspace.
plan<vector<AgentVersion>> list(list_args&&);

/// One version by its number.
template <template <fixed_string, class, auto...> class arg>
struct number_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"version", int64_t> version{};
};
using number_args = arguments<number_fields>;
/// One version of an agent by its number, or null.
plan<optional<AgentVersion>> get(number_args&&);

/// One version by its id, of any workspace.
plan<optional<AgentVersion>> get_by_id(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct agent_fields {
    arg<"agent_id", string> agent_id{};
};
using agent_args = arguments<agent_fields>;
/// The version that an agent of any workspace points at, or null.
plan<optional<AgentVersion>> get_active_version(agent_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"agent_id", string> agent_id{};
    arg<"prompt_template", string, not_blank> prompt_template{};
    arg<"variables", optional<vector<string>>, nullable> variables{};
    arg<"source", VersionSource, default_enum<VersionSource::manual>> source{};
    arg<"parent_version_id", optional<string>, nullable> parent_version_id{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds the next candidate version; without a parent given, the active version is its parent. Errors: not_found (the
/// agent), guard_failed (the parent is not a version of the agent), conflict (the id is taken).
plan<AgentVersion> create(create_args&&);

/// Makes a candidate or archived version the active one; the one that was is archived. Called again: guard_failed, the version
/// is active. Errors: not_found, guard_failed.
plan<AgentVersion> promote(number_args&&);

/// Marks a version rejected. Called again: a rejected version stays as it is, and its row is returned. Errors: not_found,
/// guard_failed (it is active).
plan<AgentVersion> reject(number_args&&);

template <template <fixed_string, class, auto...> class arg>
struct set_accuracy_fields {
    arg<"id", string> id{};
    arg<"accuracy", double, nullable, between<0, 1>> accuracy{};
};
using set_accuracy_args = arguments<set_accuracy_fields>;
/// Stores the measured accuracy, from 0 to 1 or null. Errors: not_found.
plan<nothing> set_accuracy(set_accuracy_args&&);

/// Deletes one version; false when there was none. Errors: guard_failed (the agent points at it), foreign_key (traces,
/// jobs or GEPA runs refer to it).
plan<bool> delete_(number_args&&);

using functions = function_list<list, get, get_by_id, get_active_version, create, promote, reject, set_accuracy, delete_>;

}  // namespace iofold::agent_versions
