// expect: squall: insert leaves out a NOT NULL column that has no default and is no INTEGER PRIMARY KEY
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct lines_table {
    static constexpr table_options options_{.without_rowid = true};
    column<"id", std::int64_t, primary_key> id{};
    column<"price", std::int64_t> price{};
};
inline constexpr table<lines_table, "lines"> lines;
constexpr auto text = text_of(insert_into(lines).set(lines.price));
