// expect: squall: update and delete need a condition that is always present; all of where() is when<...>()
#include "programs.hpp"

constexpr auto q = delete_from(agents).where(when<"id">(agents.id == param<"id">));
