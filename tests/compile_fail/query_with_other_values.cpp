// expect: squall: set_each() of a query takes nothing else; select the other values, named by as<...>()
#include "programs.hpp"

constexpr auto q = insert_into(users).set_each(select(users.id, users.email).from(users), users.name = literal<"x">);
