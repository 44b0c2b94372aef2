// expect: squall: returning() cannot hold an aggregate: it returns a value for each row written
#include "programs.hpp"

constexpr auto text = text_of(update(agents).set(agents.name).where(agents.id == param<"id">).returning_value<std::int64_t>(count()));
