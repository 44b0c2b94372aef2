// expect: squall: the statement has a set() already; put all assignments into one
#include "programs.hpp"

constexpr auto q = update(users).set(users.name).set(users.email);
static_assert(text_of(q.where(users.id == param<"id">)).size() > 0);
