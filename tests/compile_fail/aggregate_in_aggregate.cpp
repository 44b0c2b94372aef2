// expect: squall: an aggregate stands inside another aggregate
#include "programs.hpp"

constexpr auto text = text_of(select_value<std::int64_t>(max(count(agents.id))).from(agents));
