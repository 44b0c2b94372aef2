#pragma once
// Users.
#include "declaration.hpp"
#include "schema/users.hpp"

namespace iofold::users {

using schema::User;

/// One user, or null when unknown.
plan<optional<User>> get(id_args&&);

template <template <fixed_string, class, auto...> class arg>
struct find_by_email_fields {
    arg<"email", string> email{};
};
using find_by_email_args = arguments<find_by_email_fields>;
/// The user with exactly this address, or null.
plan<optional<User>> find_by_email(find_by_email_args&&);

template <template <fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"cursor", optional<string>> cursor{};
    arg<"limit", int64_t, default_integer<50>, between<1, 200>> limit{};
};
using list_args = arguments<list_fields>;
using UserPage = page<User, "created_at", "id">;
/// Users by page, oldest first.
plan<UserPage> list(list_args&&);

template <template <fixed_string, class, auto...> class arg>
struct create_fields {
    arg<"email", string> email{};
    arg<"id", optional<string>> id{};
};
using create_args = arguments<create_fields>;
/// Adds a user. Errors: conflict (the address or the id is taken).
plan<User> create(create_args&&);

/// Deletes a user with memberships and owned workspaces; false when there was none. Errors: foreign_key when something
/// in those workspaces blocks it.
plan<bool> delete_(id_args&&);

using functions = function_list<get, find_by_email, list, create, delete_>;

}  // namespace iofold::users
