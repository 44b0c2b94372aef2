// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

constexpr auto text = text_of(select(runs.number).from(runs).join(agents, agents.id == runs.agent_id).where(at_or_after(runs.ended_at, agents.created_at)));
