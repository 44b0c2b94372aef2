// expect: squall: range_between() takes current_row and the unbounded ends; rows_between() counts rows
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(over(count(), order_by(runs.number), range_between(preceding<1>, current_row)))).from(runs));
