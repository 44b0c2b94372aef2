// expect: squall: a check holds columns of its row and constants alone
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct lines_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"price", std::int64_t> price{};
    column<"name", std::string> name{};
    column<"total", std::int64_t, generated_sql<"price * 2">> total{};
};
inline constexpr table<lines_table, "lines"> lines;
template <>
inline constexpr auto squall::constraints_of<lines> = constraints(check(lines.name.in(select(lines.name).from(lines))));
constexpr auto text = create_table<lines>;
