// expect: squall: returning() names a column of another table than the one written
#include "programs.hpp"

constexpr auto q = delete_from(agents).where(agents.id == param<"id">).returning(users);
