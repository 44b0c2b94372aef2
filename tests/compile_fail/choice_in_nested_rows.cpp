// expect: squall: a choice<...>() orders the whole statement; a nested query has one order
#include "programs.hpp"
#include "squall/core/choose.hpp"

constexpr auto q = nested_rows(select(agents).from(agents).order_by(directed<"way">(agents.id)));
