// expect: squall: the statement has a from() already; other sources are joined
#include "programs.hpp"

constexpr auto q = update(users).set(users.name).from(agents).from(runs);
