// expect: squall: a full-text table searches std::string columns; one of another type is stored_only
#include <squall/sql/virtual_table.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct pages_columns {
    column<"body", std::string> body{};
    column<"visits", std::int64_t> visits{};
};
constexpr full_text_table<pages_columns, "pages"> pages;
constexpr auto text = text_of(select(pages.rowid).from(pages));
