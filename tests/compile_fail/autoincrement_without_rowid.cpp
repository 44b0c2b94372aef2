// expect: squall: autoincrement stands beside the primary_key of an INTEGER column, in a table with a rowid
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct lines_table {
    static constexpr table_options options_{.without_rowid = true};
    column<"id", std::int64_t, primary_key, autoincrement> id{};
    column<"price", std::int64_t> price{};
};
inline constexpr table<lines_table, "lines"> lines;
constexpr auto text = create_table<lines>;
