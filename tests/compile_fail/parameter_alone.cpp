// expect: squall: a parameter that stands beside nothing needs a type, behind its name
#include "programs.hpp"

constexpr auto q = select(as<"n">(param<"n">)).from(agents);
