// expect: squall: a comparison with null never holds; use is_null() or is_not_null()
#include "programs.hpp"

constexpr auto e = case_of(runs.status).when(null<RunStatus>, literal<"x">);
