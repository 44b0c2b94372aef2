// expect: squall: the assigned value is not of the column's type
#include "programs.hpp"

constexpr auto q = update(agents).set(agents.name = literal<3>).where(agents.id == param<"id">);
