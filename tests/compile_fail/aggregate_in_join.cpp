// expect: squall: a join condition cannot hold an aggregate; join a derived<...>() query that has it
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).join(runs, runs.agent_id == agents.id && runs.number == max(runs.number)));
