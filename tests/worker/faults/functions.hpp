#pragma once
// Functions that break the module, for a module of the tests; and some that are in its middle when that happens.
#include "tests/worker/steps/functions.hpp"

namespace faults {
namespace traps {

using namespace iofold;

/// Goes deeper than the stack is.
plan<int64_t> overflow_stack(squall::no_arguments&&);
/// Asks for more memory than there can be.
plan<int64_t> exhaust_memory(squall::no_arguments&&);
/// Stops as the library does when there is no way on.
plan<int64_t> abort(squall::no_arguments&&);

using functions = function_list<overflow_stack, exhaust_memory, abort>;

}  // namespace traps

namespace chains {

using namespace iofold;
using schema::User;

template <template <fixed_string, class, auto...> class arg>
struct email_fields {
    arg<"email", string> email{};
};
using email_args = arguments<email_fields>;
/// Inserts a user, and then stops as traps.abort does.
squall::two_steps<User, int64_t> insert_and_abort(email_args&&);

using functions = function_list<insert_and_abort>;

}  // namespace chains

// Arguments and rows of shapes that none of the application's functions has.
namespace shapes {

using namespace iofold;

template <template <fixed_string, class, auto...> class arg>
struct counted_fields {
    arg<"count", int64_t> count{};
    arg<"label", optional<string>> label{};
    arg<"tags", optional<vector<string>>> tags{};
};
template <template <fixed_string, class, auto...> class arg>
struct inner_fields {
    arg<"name", optional<string>> name{};
    arg<"items", optional<vector<object<counted_fields>>>> items{};
    arg<"best", optional<object<counted_fields>>> best{};
    arg<"note", optional<string>> note{};
};
template <template <fixed_string, class, auto...> class arg>
struct nested_fields {
    arg<"workspace_id", optional<string>, squall::tenant> workspace_id{};
    arg<"patch", object<inner_fields>> patch{};
    arg<"limit", optional<int64_t>> limit{};
};
using nested_args = arguments<nested_fields>;
template <template <fixed_string, class, auto...> class field>
struct seen_fields {
    field<"workspace_id", optional<string>> workspace_id{};
    field<"name", optional<string>> name{};
    field<"items", optional<string>> items{};
    field<"best", optional<string>> best{};
    field<"note", optional<string>> note{};
    field<"limit", optional<int64_t>> limit{};
};
using Seen = fields_of<seen_fields>;
/// What C++ has read of its arguments, lists and objects as JSON.
plan<Seen> nested(nested_args&&);

template <template <fixed_string, class, auto...> class arg>
struct email_change_fields {
    arg<"id", string> id{};
    arg<"email", string> email{};
};
using email_change_args = arguments<email_change_fields>;
/// Writes, and then reads a number that may be too large for JavaScript. Errors: conflict.
plan<int64_t> set_email(email_change_args&&);
/// Deletes a user in a WITH, before another is inserted under the same id.
plan<nothing> replace(email_change_args&&);
/// Gives a user another id, and inserts one under the id that is free now.
plan<nothing> move_and_insert(email_change_args&&);

/// Deletes a user; false when there was none. Errors: guard_failed (it is the one called kept).
plan<bool> remove(id_args&&);

using functions = function_list<nested, set_email, replace, move_and_insert, remove>;

}  // namespace shapes

using all_functions = squall::joined_lists<traps::functions, chains::functions, shapes::functions, steps::users::functions>::type;

}  // namespace faults
