// expect: squall: a contentless full-text table has no texts for snippet() and highlight()
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"url", std::string, stored_only> url{};
    column<"body", std::string> body{};
};
constexpr full_text_table<pages_columns, "pages", "content=''"> pages;
constexpr auto text = text_of(select(as<"s">(snippet<"body", "[", "]">(pages))).from(pages).where(matches(pages, param<"q">)));
