#pragma once
// Who belongs to a workspace beside its owner, and in which role.
#include "declaration.hpp"
#include "schema/users.hpp"

namespace iofold::workspace_members {

using schema::MemberRole;
using schema::WorkspaceMember;

template <template <fixed_string, class, auto...> class arg>
struct member_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"user_id", string> user_id{};
};
using member_args = arguments<member_fields>;
/// A user's membership in a workspace, or null.
plan<optional<WorkspaceMember>> get(member_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
};
using list_args = arguments<list_fields>;
/// The members of a workspace, oldest membership first.
plan<vector<WorkspaceMember>> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"workspace_id", string, tenant> workspace_id{};
    arg<"user_id", string> user_id{};
    arg<"role", MemberRole, default_enum<MemberRole::member>> role{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds a member. Errors: conflict (a member already, or the id is taken), foreign_key (no such workspace or user).
plan<WorkspaceMember> create(create_args&&);

/// Removes a member and leaves the user; false when there was none.
plan<bool> delete_(member_args&&);

using functions = function_list<get, list, create, delete_>;

}  // namespace iofold::workspace_members
