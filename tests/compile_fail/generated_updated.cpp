// expect: squall: the database computes a generated column; it cannot be assigned
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct lines_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"price", std::int64_t> price{};
    column<"name", std::string> name{};
    column<"total", std::int64_t, generated_sql<"price * 2">> total{};
};
inline constexpr table<lines_table, "lines"> lines;
constexpr auto statement = update(lines).set(lines.total = literal<1>).where(lines.id == literal<1>);
