// expect: squall: set() assigns one column twice
#include "programs.hpp"

constexpr auto q = insert_into(users).set(users.id, users.email, users.email = literal<"x">);
