// expect: squall: partition_by() needs a column or an expression
#include "programs.hpp"

constexpr auto q = select(as<"n">(over(row_number(), partition_by()))).from(users);
