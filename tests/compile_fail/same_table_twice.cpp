// expect: squall: a table occurs twice in from() and join(); give one of them an alias<...>()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).join(agents, agents.id == agents.parent_id));
