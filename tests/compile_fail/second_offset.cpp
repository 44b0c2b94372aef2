// expect: squall: the query has an offset() already
#include "programs.hpp"

constexpr auto q = select(users).from(users).limit<1>().offset(param<"a">).offset(param<"b">);
