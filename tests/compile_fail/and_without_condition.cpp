// expect: squall: && and || need a condition on both sides
#include "programs.hpp"

constexpr auto q = select(agents).from(agents).where(agents.id == param<"id"> && agents.name);
