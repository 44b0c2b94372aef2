// expect: squall: coalesce() takes two values or more
#include "programs.hpp"

constexpr auto q = select(as<"n">(coalesce(users.name))).from(users);
