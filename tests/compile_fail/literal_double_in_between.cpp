// expect: squall: a decimal constant is written real<...>, with its digits as a text
#include "programs.hpp"

constexpr auto q = select(runs.number).from(runs).where(runs.score.between(literal<0.5>, literal<1.5>));
static_assert(text_of(q).size() > 0);
