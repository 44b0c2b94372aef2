// expect: squall: an update() with from() has no order_by() and limit(); use id.in(select(...).limit(...))
#include "programs.hpp"

constexpr auto q = update(runs).set(runs.score = literal<1>).from(agents).where(agents.id == runs.agent_id).limit<1>();
