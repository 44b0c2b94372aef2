// expect: squall: the selected value may be null: select_value<std::optional<T>>() or coalesce()
#include "programs.hpp"

using query = decltype(select_value<std::int64_t>(runs.number / runs.number).from(runs));
constexpr bool checked = (detail::check_row<query, std::int64_t>(), true);
