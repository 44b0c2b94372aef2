// expect: squall: order_by() takes column.asc() and column.desc()
#include "programs.hpp"

constexpr auto q = [] { return select(users.id).from(users).order_by(), 0; }();
