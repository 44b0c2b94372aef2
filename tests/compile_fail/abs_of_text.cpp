// expect: squall: this function needs a number; cast<double>() and cast<std::int64_t>() make one of a text
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(abs(agents.name))).from(agents));
