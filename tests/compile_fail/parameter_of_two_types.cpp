// expect: squall: one param<...> is used with values of different types
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).where(agents.name == param<"x"> && agents.version == param<"x">));
