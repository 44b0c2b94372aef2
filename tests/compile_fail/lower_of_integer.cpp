// expect: squall: this function needs a text; cast<std::string>() makes one of a number
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(lower(agents.version))).from(agents));
