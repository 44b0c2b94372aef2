// expect: squall: the selected columns are not the row struct's fields: names, order, types, optional where null may come
#include "programs.hpp"

template <template <fixed_string, class, auto...> class field>
struct number_fields {
    field<"id", std::int64_t> id{};
};
constexpr bool fits = (detail::check_row<decltype(select_into<fields_of<number_fields>>(parcels.id).from(parcels)), fields_of<number_fields>>(), true);
