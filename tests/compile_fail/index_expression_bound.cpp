// expect: squall: an index, and its condition, hold columns and constants alone
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
inline constexpr auto squall::constraints_of<lines> = constraints(index<"lines_prices">(lines.price + param<"more">));
constexpr auto text = create_indexes<lines>;
