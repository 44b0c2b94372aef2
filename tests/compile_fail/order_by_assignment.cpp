// expect: squall: order_by() takes column.asc() and column.desc()
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).order_by(param<"by">);
