// expect: squall: from() takes one source; join() or cross_join() adds the others
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents, users);
