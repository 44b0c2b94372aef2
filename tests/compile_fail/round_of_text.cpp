// expect: squall: this function needs a number; cast<double>() and cast<std::int64_t>() make one of a text
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(round(agents.name, literal<1>))).from(agents));
