// expect: squall: where() needs a condition
#include "programs.hpp"

constexpr auto q = select(agents).from(agents).where(agents.name = param<"name">);
