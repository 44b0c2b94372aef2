// expect: squall: a join condition uses a table that is not in from() or in a join() before it
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).join(users, users.id == runs.agent_id));
