// expect: squall: window() takes partition_by(), order_by() and a frame once each, in this order
#include "programs.hpp"

constexpr auto w = window(order_by(runs.number), partition_by(runs.agent_id));
