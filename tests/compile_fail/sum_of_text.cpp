// expect: squall: sum(), avg() and total() need numbers
#include "programs.hpp"

constexpr auto q = select(as<"n">(sum(agents.name))).from(agents);
