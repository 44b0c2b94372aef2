// expect: squall: offset<N>() takes 0 or more rows: SQLite reads a negative number as 0
#include "programs.hpp"

constexpr auto q = select(users.id).from(users).limit<5>().offset<-1>();
static_assert(text_of(q).size() > 0);
