// expect: squall: the statement has a set() already; all assignments stand in one
#include "programs.hpp"

constexpr auto q = [] { return insert_into(users).set(users.id, users.email).set(users.name), 0; }();
