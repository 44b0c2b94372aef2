// expect: squall: the query in in() gives another type of value than the one looked for
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).where(agents.owner_id.in(select(runs.number).from(runs)));
