// expect: squall: join() comes after from()
#include "programs.hpp"

constexpr auto q = update(runs).set(runs.score = literal<1>).join(agents, agents.id == runs.agent_id);
