// expect: squall: a parameter in the first row of values() needs a type: param<
#include "programs.hpp"
#include "squall/sql/values.hpp"

constexpr auto q = values(param<"a">, literal<2>);
