// expect: squall: excluded() is allowed only in do_update() of an upsert into the column's table
#include "programs.hpp"

constexpr auto q = update(users).set(users.name = excluded(users.name)).where(users.id == param<"id">);
static_assert(text_of(q).size() > 0);
