// expect: squall: insert leaves out a NOT NULL column that has no default and is no INTEGER PRIMARY KEY
#include "programs.hpp"

constexpr auto text = text_of(insert_into(users).set_each(select(users.id).from(users)));
