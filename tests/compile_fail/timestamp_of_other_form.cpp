// expect: squall: a constant date is written as 2026-01-31, a constant timestamp as 2026-01-31T12:00:00.000Z
#include "programs.hpp"

constexpr auto text = text_of(select(runs.number).from(runs).where(runs.ended_at.in<"2026-01-31">()));
