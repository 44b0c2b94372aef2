// expect: squall: a choice<...>() is several statements; chosen<...>() is one of them
#include "programs.hpp"
#include "squall/core/choose.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).order_by(directed<"way">(agents.id)));
