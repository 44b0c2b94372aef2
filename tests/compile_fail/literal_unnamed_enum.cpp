// expect: squall: the enum has no value of this number
#include "programs.hpp"

constexpr auto q = select(runs.number).from(runs).where(runs.status == literal<static_cast<RunStatus>(7)>);
static_assert(text_of(q).size() > 0);
