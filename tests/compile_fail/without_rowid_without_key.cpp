// expect: squall: a table without_rowid needs a primary key
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct lines_table {
    static constexpr table_options options_{.without_rowid = true};
    column<"name", std::string> name{};
    column<"price", std::int64_t> price{};
};
inline constexpr table<lines_table, "lines"> lines;
constexpr auto text = create_table<lines>;
