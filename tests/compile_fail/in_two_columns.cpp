// expect: squall: in() takes a list<...> or a query of one column; constants are written in<...>()
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).where(agents.owner_id.in(select(users.id, users.name).from(users)));
