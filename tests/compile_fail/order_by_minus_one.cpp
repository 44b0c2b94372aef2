// expect: squall: order_by() and group_by() take no literal: SQLite reads a number there as a column's position
#include "programs.hpp"

constexpr auto text = text_of(select(runs.number).from(runs).order_by(-literal<1>));
