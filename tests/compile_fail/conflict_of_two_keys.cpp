// expect: squall: on_conflict() names columns that are no unique key; a partial index is none
#include "programs.hpp"

constexpr auto q = insert_into(users).set(users.id, users.email).on_conflict(users.id, users.email).do_nothing();
