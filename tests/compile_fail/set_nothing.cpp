// expect: squall: set() takes column = value, or a column, which means column = param<...> of its name
#include "programs.hpp"

constexpr auto q = [] { return insert_into(users).set(), 0; }();
