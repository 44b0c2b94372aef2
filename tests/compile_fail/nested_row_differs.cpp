// expect: squall: a nested row's columns are not its struct's fields: names, order, types, optional where null may come
#include "programs.hpp"

template <template <fixed_string, class, auto...> class field>
struct summary_fields {
    field<"id", std::string> id;
    field<"name", std::int64_t> name;
};
using Summary = fields_of<summary_fields>;

constexpr auto inner = alias<"inner">(agents);
constexpr auto query = select(as<"others">(nested_rows(select_into<Summary>(inner.id, inner.name).from(inner)))).from(agents);
constexpr auto text = text_of(query);
