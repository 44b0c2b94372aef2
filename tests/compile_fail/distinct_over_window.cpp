// expect: squall: SQLite does not count distinct values over a window
#include "programs.hpp"

constexpr auto q = select(as<"n">(over(count_distinct(agents.owner_id)))).from(agents);
