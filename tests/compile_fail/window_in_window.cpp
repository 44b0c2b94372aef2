// expect: squall: over() is allowed only in select() and order_by()
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(over(max(over(row_number()))))).from(agents));
