// expect: squall: the selected columns are not the row struct's fields: names, order, types, optional where null may come
#include "programs.hpp"

template <template <fixed_string, class, auto...> class field>
struct summary_fields {
    field<"rate", std::int64_t> rate;
};
using Summary = fields_of<summary_fields>;

using query = decltype(select_into<Summary>(as<"rate">(runs.number / runs.number)).from(runs));
constexpr bool checked = (detail::check_row<query, Summary>(), true);
