// expect: squall: a join condition uses a table that is not in from() or in a join() before it
#include "programs.hpp"

constexpr auto text = text_of(
    update(agents).set(agents.name = users.email).from(runs).join(users, users.id == agents.owner_id).where(runs.agent_id == agents.id));
