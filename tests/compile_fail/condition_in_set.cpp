// expect: squall: set() takes column = value, or a column, which means column = param<...> of its name
#include "programs.hpp"

constexpr auto q = update(agents).set(agents.name == param<"name">).where(agents.id == param<"id">);
