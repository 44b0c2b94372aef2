// expect: squall: a timestamp of a column with a CURRENT_TIMESTAMP default is assigned to a column that holds ISO timestamps alone; assign never_null(instant(...))
#include "programs.hpp"

constexpr auto text =
    text_of(insert_into(runs).set(runs.agent_id = agents.id, runs.number = literal<1>, runs.ended_at = agents.created_at).from(agents));
