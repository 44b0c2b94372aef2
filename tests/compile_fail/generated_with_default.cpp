// expect: squall: a generated column has no default and is no primary key
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct lines_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"price", std::int64_t> price{};
    column<"name", std::string> name{};
    column<"total", std::int64_t, generated_sql<"price * 2">, default_sql<"1">> total{};
};
inline constexpr table<lines_table, "lines"> lines;
constexpr auto text = create_table<lines>;
