// expect: squall: the statement has a returning() already
#include "programs.hpp"

constexpr auto q = insert_into(users).set(users.id, users.email).returning(users).returning_value<std::string>(users.id);
