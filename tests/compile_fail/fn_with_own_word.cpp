// expect: squall: squall has a word of its own for this function; sql/functions.hpp says which
#include "programs.hpp"
#include "squall/sql/functions.hpp"

constexpr auto e = fn<"count">();
