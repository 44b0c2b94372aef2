// expect: squall: a decimal constant is written real<...>, with its digits as a text
#include "programs.hpp"

constexpr auto q = select(runs.number).from(runs).where(runs.score > literal<9.99>);
static_assert(text_of(q).size() > 0);
