// expect: squall: order_by() and group_by() take no literal: SQLite reads a number there as a column's position
#include "programs.hpp"

constexpr auto q = select(as<"n">(count())).from(agents).group_by(literal<1>.is_not(null<std::int64_t>));
