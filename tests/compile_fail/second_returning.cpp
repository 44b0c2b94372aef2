// expect: squall: the statement has a returning() already
#include "programs.hpp"

constexpr auto q = delete_from(users).where(users.id == param<"id">).returning(users).returning(users);
