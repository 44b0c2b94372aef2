// expect: squall: returning() names a column of another table than the one written
#include "programs.hpp"

constexpr auto text = text_of(delete_from(agents).where(agents.id == param<"id">).returning_value<std::string>(users.id));
