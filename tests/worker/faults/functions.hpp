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

using all_functions = squall::joined_lists<traps::functions, chains::functions, steps::users::functions>::type;

}  // namespace faults
