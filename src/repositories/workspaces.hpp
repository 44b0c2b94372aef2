#pragma once
// Workspaces: what everything else belongs to.
#include "declaration.hpp"
#include "schema/users.hpp"

namespace iofold::workspaces {

using schema::Workspace;

/// Whether a workspace exists.
plan<bool> exists(id_args&&);

/// One workspace, or null when unknown.
plan<optional<Workspace>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"user_id", string> user_id{};
};
using list_args = arguments<list_fields>;
/// The workspaces that a user owns, oldest first.
plan<vector<Workspace>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"user_id", string> user_id{};
    arg<"name", string, not_blank> name{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds a workspace for a user. Errors: conflict (the id is taken), foreign_key (no such user).
plan<Workspace> create(create_args&&);

/// Deletes a workspace with what belongs to it; false when there was none. Errors: foreign_key while it has tasksets,
/// runs or rollout batches.
plan<bool> delete_(id_args&&);

using functions = function_list<exists, get, list, create, delete_>;

}  // namespace iofold::workspaces
