// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

constexpr auto text = text_of(select(agents.owner_id, as<"at">(max(agents.created_at))).from(agents).group_by(agents.owner_id));
