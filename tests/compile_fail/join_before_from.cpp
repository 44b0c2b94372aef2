// expect: squall: join() comes after from()
#include "programs.hpp"

constexpr auto q = [] { return select(users.id).join(agents, agents.owner_id == users.id), 0; }();
