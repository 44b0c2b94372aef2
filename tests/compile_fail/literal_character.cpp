// expect: squall: a character constant is written as a text of one letter
#include "programs.hpp"

constexpr auto q = select(runs.number).from(runs).where(runs.number == literal<'a'>);
static_assert(text_of(q).size() > 0);
