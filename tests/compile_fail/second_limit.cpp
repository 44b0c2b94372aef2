// expect: squall: the query has a limit() already
#include "programs.hpp"

constexpr auto q = select(users).from(users).limit<1>().limit(param<"n">);
