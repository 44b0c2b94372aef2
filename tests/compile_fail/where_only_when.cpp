// expect: squall: update and delete need a condition that always holds; all of where() is when<...>()
#include "programs.hpp"

constexpr auto q = delete_from(agents).where(when<"id">(agents.id == param<"id">));
