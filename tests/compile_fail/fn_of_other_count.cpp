// expect: squall: the function takes another number of arguments than sql/functions.hpp says
#include "programs.hpp"
#include "squall/sql/functions.hpp"

constexpr auto e = fn<"pow">(agents.version);
