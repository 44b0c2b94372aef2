// expect: squall: order_by() and group_by() take no literal: SQLite reads a number there as a column's position
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).order_by(literal<false>.is_null());
