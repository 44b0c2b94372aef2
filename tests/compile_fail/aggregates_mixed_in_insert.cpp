// expect: squall: select() mixes aggregates with plain columns; add group_by()
#include "programs.hpp"

constexpr auto text = text_of(insert_into(users).set(users.id = agents.id, users.email = coalesce(max(agents.name), literal<"e">)).from(agents));
