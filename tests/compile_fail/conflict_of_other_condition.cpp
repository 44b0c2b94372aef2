// expect: squall: no unique index of these columns has the condition of on_conflict(...).where(...)
#include "programs.hpp"

constexpr auto q = insert_into(runs)
                       .set(runs.agent_id, runs.number)
                       .on_conflict(runs.agent_id)
                       .where(runs.status == literal<RunStatus::done>)
                       .do_nothing();
