// expect: squall: select() names a column of a table that is not in from() or join()
#include "programs.hpp"

constexpr auto text = text_of(select(users.id).from(agents));
