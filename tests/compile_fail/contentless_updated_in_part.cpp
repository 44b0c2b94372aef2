// expect: squall: an update of a contentless full-text table sets all of its columns
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"url", std::string, stored_only> url{};
    column<"body", std::string> body{};
};
constexpr full_text_table<pages_columns, "pages", "content=''", "contentless_delete=1"> pages;
constexpr auto text = text_of(update(pages).set(pages.body).where(pages.rowid == literal<1>));
