// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

constexpr auto all = derived<"all_agents">(select(agents).from(agents));
constexpr auto text = text_of(select(all[agents.id]).from(all).where(all[agents.created_at] < param<"until">));
