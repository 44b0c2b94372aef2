// expect: squall: both sides of a comparison must hold the same type of value
#include "programs.hpp"

constexpr auto q = select(agents).from(agents).where(agents.name == agents.version);
