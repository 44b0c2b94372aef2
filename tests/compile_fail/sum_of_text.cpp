// expect: squall: sum() and avg() need numbers
#include "programs.hpp"

constexpr auto q = select(as<"n">(sum(agents.name))).from(agents);
