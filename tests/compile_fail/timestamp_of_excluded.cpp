// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

constexpr auto text = text_of(insert_into(agents)
                                  .set(agents.id, agents.owner_id, agents.name, agents.created_at)
                                  .on_conflict(agents.id)
                                  .do_update_where(excluded(agents.created_at) > param<"since">, agents.name = excluded(agents.name)));
