// expect: squall: a contentless full-text table stores no columns: read its rowid, and join the table of the texts
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"url", std::string, stored_only> url{};
    column<"body", std::string> body{};
};
constexpr full_text_table<pages_columns, "pages", "content=''", "contentless_delete=1"> pages;
constexpr auto text = text_of(select(pages).from(pages));
