// expect: squall: on_conflict() names columns that are no unique key; that of a partial index has its where()
#include "programs.hpp"

constexpr auto q = insert_into(users).set(users.id, users.email).on_conflict(users.id, users.email).do_nothing();
