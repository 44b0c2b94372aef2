// expect: squall: a frame ends where it begins, or behind that
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(over(count(), rows_between(current_row, preceding<1>)))).from(runs));
