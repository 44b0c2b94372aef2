// expect: squall: a value that may be null is assigned to a NOT NULL column
#include "programs.hpp"

constexpr auto text = text_of(insert_into(users).set_each(select(users.id, as<"email">(users.name)).from(users)));
