// expect: squall: an assigned value cannot hold an aggregate; use scalar(select(...))
#include "programs.hpp"

constexpr auto text = text_of(insert_into(users).set(users.id = param<"id">, users.email = max(literal<"e">)));
