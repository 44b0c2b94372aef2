// expect: squall: an assigned C++ value is written literal<...> (a constant) or param<...> (bound at run time)
#include "programs.hpp"

constexpr auto q = update(agents).set(agents.version = 3).where(agents.id == param<"id">);
