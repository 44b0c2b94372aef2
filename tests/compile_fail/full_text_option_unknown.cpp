// expect: squall: an option of a full-text table is name=value, with a name that FTS5 knows: tokenize, prefix
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"url", std::string, stored_only> url{};
    column<"body", std::string> body{};
};
constexpr full_text_table<pages_columns, "pages", "tokenizer='trigram'"> pages;
constexpr auto text = text_of(select(pages.rowid).from(pages));
