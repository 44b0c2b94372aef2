// expect: squall: a position, a count of characters or of digits is an integer
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(substring(agents.name, agents.id, literal<1>))).from(agents));
