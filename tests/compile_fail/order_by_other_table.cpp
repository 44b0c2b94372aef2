// expect: squall: order_by() or limit() uses a table that is not in from() or join()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).order_by(users.name.asc()));
