// expect: squall: the rows of values() have different numbers of values, or types that the first row's do not hold
#include "programs.hpp"
#include "squall/sql/values.hpp"

constexpr auto q = values(row(as<"a">(literal<1>), as<"b">(literal<"x">)), row(literal<2>, literal<3>));
