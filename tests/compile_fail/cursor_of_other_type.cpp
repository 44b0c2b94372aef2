// expect: squall: a cursor's value is not of the type of what is sorted by
#include "programs.hpp"

constexpr auto q = select(agents.id).from(agents).where(after(agents.created_at.desc(), agents.id.asc(), literal<1>, param<"id">));
