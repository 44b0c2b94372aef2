// expect: squall: set() names a column of another table than the one written
#include "programs.hpp"

constexpr auto q = update(agents).set(users.name = param<"name">).where(agents.id == param<"id">);
