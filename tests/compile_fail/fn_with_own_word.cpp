// expect: squall: squall has a word of its own for this function; sql/sqlite_functions.hpp says which
#include "programs.hpp"
#include "squall/sql/sqlite_functions.hpp"

constexpr auto e = fn<"count">();
