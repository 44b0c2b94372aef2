// expect: squall: an aggregate stands inside another aggregate
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(filter(count(), max(runs.number) > literal<1>))).from(runs));
