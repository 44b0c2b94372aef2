// expect: squall: over a window SQLite takes no DISTINCT, and no order but that of order_by()
#include "programs.hpp"

constexpr auto q = select(as<"n">(over(count_distinct(agents.owner_id)))).from(agents);
