// expect: squall: over() is allowed only in select() and order_by()
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(max(over(row_number(), order_by(agents.id))))).from(agents));
