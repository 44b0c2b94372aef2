// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

constexpr auto all = derived<"all">(
    union_all(select(as<"at">(coalesce(runs.ended_at, runs.ended_at))).from(runs), select(as<"at">(agents.created_at)).from(agents)));
constexpr auto text = text_of(select(as<"n">(count())).from(all).where(all.get<"at", timestamp>() > param<"since">));
