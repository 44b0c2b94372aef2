// expect: squall: returning() names a column of another table than the one written
#include "programs.hpp"

constexpr auto q = update(users)
                       .set(users.name = agents.name)
                       .from(agents)
                       .where(agents.owner_id == users.id)
                       .returning_value<std::string>(agents.name);
static_assert(text_of(q).size() > 0);
