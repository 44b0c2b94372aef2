// expect: squall: a number of rows is written limit<5>() or limit(param<...>), and so is an offset()
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).limit(5);
