// expect: squall: SQLite does not return the rows of a virtual table that it wrote
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"url", std::string, stored_only> url{};
    column<"body", std::string> body{};
};
constexpr full_text_table<pages_columns, "pages"> pages;
constexpr auto text = text_of(insert_into(pages).set(pages.url, pages.body).returning_value<std::int64_t>(pages.rowid));
