// expect: squall: this function needs a text or a blob; cast<std::string>() makes a text of a number
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(length(runs.score))).from(runs));
