// expect: squall: in() takes a list<...> or a query of one column; constants are written in<...>()
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).where(agents.version.in({1, 2}));
