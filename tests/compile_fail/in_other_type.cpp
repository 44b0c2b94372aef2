// expect: squall: the query in in() selects another type than the value it is compared with
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).where(agents.owner_id.in(select(runs.number).from(runs)));
