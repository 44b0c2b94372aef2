// expect: squall: in<...>() needs a value; in(list<...>) takes a list that may be empty
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).where(agents.version.in<>());
