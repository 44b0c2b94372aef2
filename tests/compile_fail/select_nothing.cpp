// expect: squall: select() needs a table, a column or an expression
#include "programs.hpp"

constexpr auto q = select().from(users);
