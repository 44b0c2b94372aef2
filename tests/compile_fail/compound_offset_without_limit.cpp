// expect: squall: offset() needs limit(); limit<-1>() takes all rows
#include "programs.hpp"

constexpr auto q = union_all(select(users.id).from(users), select(users.id).from(users)).offset(param<"n">);
static_assert(text_of(q).size() > 0);
