// expect: squall: + - * / % need numbers on both sides
#include "programs.hpp"

constexpr auto q = select(as<"n">(agents.name + agents.version)).from(agents);
