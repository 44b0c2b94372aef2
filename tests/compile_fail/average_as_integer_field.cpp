// expect: squall: the selected columns are not the row struct's fields: names, order, types, optional where null may come
#include "programs.hpp"

template <template <fixed_string, class, auto...> class field>
struct summary_fields {
    field<"mean", std::optional<std::int64_t>> mean;
};
using Summary = fields_of<summary_fields>;

using query = decltype(select_into<Summary>(as<"mean">(avg(runs.number))).from(runs));
constexpr bool checked = (detail::check_row<query, Summary>(), true);
