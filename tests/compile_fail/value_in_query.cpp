// expect: squall: a C++ value in a query is written literal<...> (a constant) or param<...> (bound at run time)
#include "programs.hpp"

constexpr auto q = select(agents).from(agents).where(agents.name == "Ada");
