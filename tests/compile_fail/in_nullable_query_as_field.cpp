// expect: squall: the selected columns are not the row struct's fields: names, order, types, optional where null may come
#include "programs.hpp"

template <template <fixed_string, class, auto...> class field>
struct summary_fields {
    field<"found", bool> found;
};
using Summary = fields_of<summary_fields>;

using query =
    decltype(select_into<Summary>(
                 as<"found">(
                     row(runs.agent_id, runs.number).in(select(alias<"o">(runs).agent_id, alias<"o">(runs).order).from(alias<"o">(runs)))))
                 .from(runs));
constexpr bool checked = (detail::check_row<query, Summary>(), true);
