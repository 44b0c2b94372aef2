// expect: squall: a choice<...>() is made of whole statements; it does not stand inside another one
#include "programs.hpp"
#include "squall/core/choose.hpp"

constexpr auto q = exists(select(agents.id).from(agents).order_by(directed<"way">(agents.id)));
