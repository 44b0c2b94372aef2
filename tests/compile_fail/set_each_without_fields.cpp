// expect: squall: set_each() takes rows<...> with fields first
#include "programs.hpp"

constexpr auto q = insert_into(users).set_each(rows<"ids">);
