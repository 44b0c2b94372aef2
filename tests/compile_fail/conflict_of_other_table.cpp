// expect: squall: on_conflict() names a column of another table
#include "programs.hpp"

constexpr auto q = insert_into(users).set(users.id, users.email).on_conflict(agents.id).do_nothing();
