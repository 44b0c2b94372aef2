// expect: squall: a when() of case_of() compares with another type than the value has
#include "programs.hpp"

constexpr auto e = case_of(runs.status).when(literal<1>, literal<"x">);
