// expect: squall: % takes integers; SQLite would truncate both operands
#include "programs.hpp"

constexpr auto q = select(as<"x">(runs.score % real<"0.5">)).from(runs);
