// expect: squall: a compound select has two terms or more
#include "programs.hpp"

constexpr auto q = [] { return union_all(select(users.id).from(users)), 0; }();
