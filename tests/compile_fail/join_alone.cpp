// expect: squall: join() needs a condition; cross_join() joins each row with each
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).join(users);
