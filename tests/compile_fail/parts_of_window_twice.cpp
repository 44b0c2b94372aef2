// expect: squall: over() takes partition_by(), order_by() and a frame once each, in this order
#include "programs.hpp"

constexpr auto text = text_of(select(as<"n">(over(count(), order_by(runs.number), partition_by(runs.agent_id)))).from(runs));
