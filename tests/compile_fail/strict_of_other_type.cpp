// expect: squall: a strict table has columns of INT, INTEGER, REAL, TEXT, BLOB and ANY
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct lines_table {
    static constexpr table_options options_{.strict = true};
    column<"id", std::int64_t, primary_key> id{};
    column<"name", std::string, type_name<"VARCHAR(255)">> name{};
};
inline constexpr table<lines_table, "lines"> lines;
constexpr auto text = create_table<lines>;
