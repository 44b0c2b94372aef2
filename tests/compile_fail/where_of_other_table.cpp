// expect: squall: where() uses a table that the statement does not read
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).where(users.id == param<"id">));
