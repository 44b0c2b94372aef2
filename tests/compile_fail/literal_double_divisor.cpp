// expect: squall: a decimal constant is written real<...>, with its digits as a text
#include "programs.hpp"

constexpr auto q = select(as<"half">(runs.number / literal<2.0>)).from(runs);
static_assert(text_of(q).size() > 0);
