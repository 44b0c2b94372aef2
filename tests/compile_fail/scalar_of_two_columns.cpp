// expect: squall: scalar() needs a query of one column
#include "programs.hpp"

constexpr auto q = select(as<"n">(scalar(select(users.id, users.name).from(users)))).from(agents);
