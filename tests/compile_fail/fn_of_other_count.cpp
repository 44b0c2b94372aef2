// expect: squall: the function takes another number of arguments than sql/sqlite_functions.hpp says
#include "programs.hpp"
#include "squall/sql/sqlite_functions.hpp"

constexpr auto e = fn<"pow">(agents.version);
