// expect: squall: order_by() and group_by() take no literal
#include "programs.hpp"

// SQLite's parser makes 0 of it.
constexpr auto text = text_of(select(runs.number).from(runs).order_by((literal<false> && runs.number == literal<1>).asc()));
