// expect: squall: the statement has a set() already; put all assignments into one
#include "programs.hpp"

constexpr auto q = [] { return insert_into(users).set(users.id, users.email).set(users.name), 0; }();
