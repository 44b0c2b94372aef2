// expect: squall: filter() takes an aggregate, then a condition; over() stands around it
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(filter(abs(runs.number), runs.number > literal<1>))).from(runs));
