// expect: squall: SQLite takes no ON CONFLICT after DEFAULT VALUES; set() a column
#include "programs.hpp"

constexpr auto text = text_of(insert_into(agents).default_values().on_conflict(agents.id).do_nothing());
