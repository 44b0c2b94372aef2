// expect: squall: one_of<...> lists a text twice
#include "programs.hpp"

constexpr auto kind = param<"kind", one_of<"new", "old", "new">>;
