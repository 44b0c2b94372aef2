// expect: squall: set() names a column of another table than the one written
#include "programs.hpp"

constexpr auto q = insert_into(agents).set(users.id, users.email);
