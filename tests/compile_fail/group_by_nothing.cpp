// expect: squall: group_by() needs a column or an expression
#include "programs.hpp"

constexpr auto q = [] { return select(users.id).from(users).group_by(), 0; }();
