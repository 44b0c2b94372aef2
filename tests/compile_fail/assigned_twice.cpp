// expect: squall: set() assigns one column twice
#include "programs.hpp"

constexpr auto q = update(users).set(users.name, users.email, users.name = literal<"x">).where(users.id == param<"id">);
