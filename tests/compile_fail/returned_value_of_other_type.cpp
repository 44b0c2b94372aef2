// expect: squall: returning_value<T>() returns a value of another type
#include "programs.hpp"

constexpr auto text = text_of(update(runs).set(runs.score).where(runs.agent_id == param<"id">).returning_value<std::int64_t>(runs.score));
