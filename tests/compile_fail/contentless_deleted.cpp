// expect: squall: a contentless full-text table has no update and delete: insert the command 'delete' with what was stored, or declare it with
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"url", std::string, stored_only> url{};
    column<"body", std::string> body{};
};
constexpr full_text_table<pages_columns, "pages", "content=''"> pages;
constexpr auto text = text_of(delete_from(pages).where(pages.rowid == literal<1>));
