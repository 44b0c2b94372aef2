// expect: squall: at_or_after(), after(), at_or_before() and before() compare a timestamp with a timestamp
#include "programs.hpp"

constexpr auto text = text_of(select(agents.id).from(agents).where(at_or_after(agents.name, param<"since">)));
