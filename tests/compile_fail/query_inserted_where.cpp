// expect: squall: the query of set_each() has the where() and from(); call them there
#include "programs.hpp"

constexpr auto q = insert_into(users).set_each(select(users.id, users.email).from(users)).where(users.id == param<"id">);
