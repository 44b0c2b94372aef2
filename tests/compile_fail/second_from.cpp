// expect: squall: the statement has a from() already; other sources are joined
#include "programs.hpp"

constexpr auto q = select(users.id).from(users).from(agents);
