// expect: squall: both sides of a comparison must hold the same type of value
#include "programs.hpp"

constexpr auto q = select(runs).from(runs).where(runs.ended_at == runs.day);
