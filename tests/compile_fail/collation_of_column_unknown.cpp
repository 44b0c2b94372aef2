// expect: squall: the collations of SQLite are NOCASE, RTRIM and BINARY
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct lines_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"name", std::string, collation<"UNICODE">> name{};
};
inline constexpr table<lines_table, "lines"> lines;
constexpr auto text = create_table<lines>;
