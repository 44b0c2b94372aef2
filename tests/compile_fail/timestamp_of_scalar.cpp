// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

constexpr auto text = text_of(
    select(runs.number).from(runs).where(scalar(select(agents.created_at).from(agents).where(agents.id == runs.agent_id)) < runs.ended_at));
