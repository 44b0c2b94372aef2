// expect: squall: an argument of the function has another type than sql/sqlite_functions.hpp says
#include "programs.hpp"
#include "squall/sql/sqlite_functions.hpp"

constexpr auto e = fn<"unicode">(agents.version);
