// expect: squall: join() needs a condition
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).join(users, users.id);
