// expect: squall: two selected columns have the same name; rename one with as<...>()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id, users.id).from(agents).join(users, users.id == agents.owner_id));
