// expect: squall: each value in the first row of values() needs a name: as<...>(...)
#include "programs.hpp"
#include "squall/sql/values.hpp"

constexpr auto q = values(literal<1>, literal<2>);
