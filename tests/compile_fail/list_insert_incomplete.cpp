// expect: squall: insert leaves out a NOT NULL column that has no default
#include "programs.hpp"

constexpr auto item = rows<"items", users.id>;
constexpr auto text = text_of(insert_into(users).set_each(item));
