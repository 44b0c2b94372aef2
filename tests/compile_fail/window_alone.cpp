// expect: squall: a window function needs its rows: over(row_number(), partition_by(...), order_by(...))
#include "programs.hpp"

constexpr auto q = select(as<"n">(row_number())).from(agents);
