// expect: squall: set_each() selects a column that the table does not have, or has with another type; as<...>() names it
#include "programs.hpp"

constexpr auto text = text_of(insert_into(users).set_each(select(users.id, as<"mail">(users.email)).from(users)));
