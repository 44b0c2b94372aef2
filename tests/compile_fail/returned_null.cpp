// expect: squall: the selected value may be null: select_value<std::optional<T>>() or coalesce()
#include "programs.hpp"

using query = decltype(update(runs).set(runs.score).where(runs.agent_id == param<"id">).returning_value<double>(runs.score));
constexpr bool checked = (detail::check_row<query, double>(), true);
