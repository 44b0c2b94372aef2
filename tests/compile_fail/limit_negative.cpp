// expect: squall: limit<N>() takes 0 or more rows, or -1 for all rows
#include "programs.hpp"

constexpr auto q = select(users.id).from(users).limit<-2>();
static_assert(text_of(q).size() > 0);
