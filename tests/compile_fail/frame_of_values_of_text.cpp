// expect: squall: preceding<n> and following<n> of range_between() need one number in order_by(); rows_between() counts rows
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(over(count(), order_by(agents.name), range_between(preceding<1>, current_row)))).from(agents));
