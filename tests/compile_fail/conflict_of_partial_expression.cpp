// expect: squall: on_conflict() names an expression of no unique index: constraints_of the table needs its unique_index<...>
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct names_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"name", std::string> name{};
};
inline constexpr table<names_table, "names"> names;
template <>
inline constexpr auto squall::constraints_of<names> =
    constraints(unique_index<"by_lower_name">(lower(names.name)).where(names.id > literal<5>));
constexpr auto q = insert_into(names).set(names.name).on_conflict(lower(names.name)).do_nothing();
static_assert(text_of(q).size() > 0);
