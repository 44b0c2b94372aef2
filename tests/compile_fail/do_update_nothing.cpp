// expect: squall: do_update() needs column = value; do_nothing() leaves the row as it is
#include "programs.hpp"

constexpr auto q = [] { return insert_into(users).set(users.id, users.email).on_conflict(users.id).do_update(), 0; }();
