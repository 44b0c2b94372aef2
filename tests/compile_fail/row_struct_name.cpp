// expect: squall: the selected columns are not the row struct's fields: names, order, types, optional where null may come
#include "programs.hpp"

template <template <fixed_string, class, auto...> class field>
struct summary_fields {
    field<"id", std::string> id;
    field<"title", std::optional<std::string>> label;
};
using Summary = fields_of<summary_fields>;

using query = decltype(select_into<Summary>(agents.id, as<"label">(agents.parent_id)).from(agents));
constexpr bool checked = (detail::check_row<query, Summary>(), true);
