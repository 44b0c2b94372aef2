#pragma once
// Functions of several steps, for a module of the tests: none of iofold's needs an answer in between.
#include "repositories/declaration.hpp"
#include "schema/users.hpp"
#include "squall/squall.hpp"

namespace steps {
namespace users {

using namespace iofold;
using schema::User;
using squall::two_steps;

template <template <fixed_string, class, auto...> class arg>
struct id_fields {
    arg<"id", string> id{};
};
using id_args = arguments<id_fields>;

/// How many users there are.
plan<int64_t> count(squall::no_arguments&&);
/// The user. Errors: not_found.
plan<User> get(id_args&&);
/// A second user whose address is made of the first one's. Errors: not_found; conflict (the address is taken).
two_steps<User, User> copy(id_args&&);

using three_steps = squall::steps<User, std::function<two_steps<User, User>(const User&)>>;
/// A copy of a copy.
three_steps copy_twice(id_args&&);

using functions = function_list<count, get, copy, copy_twice>;

}  // namespace users

using all_functions = users::functions;

}  // namespace steps
