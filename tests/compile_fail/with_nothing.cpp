// expect: squall: with() takes one or more named<...>() queries
#include "programs.hpp"

constexpr auto q = [] { return with(users), 0; }();
