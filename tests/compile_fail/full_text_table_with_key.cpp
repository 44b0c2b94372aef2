// expect: squall: a column of a full-text table has a type and stored_only; SQLite takes no clause there
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"url", std::string, primary_key> url{};
    column<"body", std::string> body{};
};
constexpr full_text_table<pages_columns, "pages"> pages;
constexpr auto text = text_of(select(pages.rowid).from(pages));
