// expect: squall: a value that may be null is assigned to a NOT NULL column
#include "programs.hpp"

constexpr auto text = text_of(update(runs).set(runs.number = runs.number / literal<0>).where(runs.agent_id == param<"id">));
