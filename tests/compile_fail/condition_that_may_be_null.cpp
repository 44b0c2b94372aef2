// expect: squall: the selected value may be null: select_value<std::optional<T>>() or coalesce()
#include "programs.hpp"

using query = decltype(select_value<bool>(runs.number.in(select(alias<"o">(runs).order).from(alias<"o">(runs)))).from(runs));
constexpr bool checked = (detail::check_row<query, bool>(), true);
