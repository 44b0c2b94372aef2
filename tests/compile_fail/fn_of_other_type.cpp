// expect: squall: an argument of the function has another type than sql/functions.hpp says
#include "programs.hpp"
#include "squall/sql/functions.hpp"

constexpr auto e = fn<"unicode">(agents.version);
