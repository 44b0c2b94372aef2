// expect: squall: an assigned value cannot hold an aggregate; use scalar(select(...))
#include "programs.hpp"

constexpr auto text = text_of(update(agents).set(agents.version = max(agents.version)).where(agents.id == param<"id">));
