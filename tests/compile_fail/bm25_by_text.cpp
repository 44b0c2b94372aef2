// expect: squall: a weight of bm25() is a number, as a literal<> or a real<>
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"url", std::string, stored_only> url{};
    column<"body", std::string> body{};
};
constexpr full_text_table<pages_columns, "pages"> pages;
constexpr auto text = text_of(select(pages).from(pages).where(matches(pages, param<"q">)).order_by(bm25(pages, literal<"2">)));
