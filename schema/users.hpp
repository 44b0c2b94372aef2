#pragma once
// Who uses the application, and the workspaces they share.
#include "table_declaration.hpp"
#include "enums.hpp"

namespace iofold::schema {

template <template <squall::fixed_string, class, auto...> class column>
struct users_table {
    column<"id",         std::string, primary_key>                      id{};
    column<"email",      std::string, unique>                           email{};
    column<"created_at", std::optional<squall::timestamp>, default_now, filled> created_at{};
};
inline constexpr squall::table<users_table, "users"> users;
using User = squall::row_of<users>;

template <template <squall::fixed_string, class, auto...> class column>
struct workspaces_table {
    column<"id",         std::string, primary_key>                                  id{};
    column<"user_id",    std::string, references<"users", "id">, on_delete_cascade> user_id{};
    column<"name",       std::string>                                               name{};
    column<"created_at", std::optional<squall::timestamp>, default_now, filled>             created_at{};
};
inline constexpr squall::table<workspaces_table, "workspaces"> workspaces;
using Workspace = squall::row_of<workspaces>;

template <template <squall::fixed_string, class, auto...> class column>
struct workspace_members_table {
    column<"id",           std::string, primary_key>                                       id{};
    column<"workspace_id", std::string, references<"workspaces", "id">, on_delete_cascade> workspace_id{};
    column<"user_id",      std::string, references<"users", "id">, on_delete_cascade>      user_id{};
    column<"role",         MemberRole, unchecked, default_sql<"'member'">>                 role{};
    column<"created_at",   std::optional<squall::timestamp>, default_now, filled>          created_at{};
};
inline constexpr squall::table<workspace_members_table, "workspace_members"> workspace_members;
using WorkspaceMember = squall::row_of<workspace_members>;

}  // namespace iofold::schema

template <>
inline constexpr auto squall::constraints_of<iofold::schema::users> = [] {
    using namespace iofold::schema;
    return constraints(
        // for the repositories' queries
        index<"idx_users_created_at_id">(users.created_at, users.id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::workspaces> = [] {
    using namespace iofold::schema;
    return constraints(
        // for the repositories' queries
        index<"idx_workspaces_user_id">(workspaces.user_id));
}();

template <>
inline constexpr auto squall::constraints_of<iofold::schema::workspace_members> = [] {
    using namespace iofold::schema;
    return constraints(
        unique_key(workspace_members.workspace_id, workspace_members.user_id),
        // for deletes of what they refer to
        index<"idx_workspace_members_user_id">(workspace_members.user_id));
}();
