// expect: squall: % takes integers: SQLite drops what stands behind the point
#include "programs.hpp"

constexpr auto q = select(as<"x">(runs.score % real<"0.5">)).from(runs);
