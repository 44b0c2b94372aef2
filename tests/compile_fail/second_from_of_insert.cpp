// expect: squall: the statement has a from() already; other sources are joined
#include "programs.hpp"

constexpr auto q = insert_into(users).set(users.id, users.email).from(agents).from(runs);
