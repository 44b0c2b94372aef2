// expect: squall: the assigned value is not of the column's type
#include "programs.hpp"

constexpr auto text = text_of(update(runs).set(runs.number = runs.score).where(runs.agent_id == param<"id">));
