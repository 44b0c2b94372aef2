// expect: squall: select() mixes aggregates with plain columns; add group_by()
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id, as<"n">(over(sum(count())))).from(agents));
