// expect: squall: matches() must be a term of the && of where(), or of the join of its own query: SQLite searches by it and cannot evaluate it for a row; use id.in(select(...).where(matches(...)))
#include <squall/sql/full_text.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct letters_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"body", std::string> body{};
};
constexpr table<letters_table, "letters"> letters;
constexpr full_text<letters, "letter_search", "", "body"> letter_search;
constexpr auto found = matches(letter_search, param<"q">);
constexpr auto text =
    text_of(select(letter_search.rowid).from(letter_search).where(iif(letter_search.rowid > literal<1>, found, literal<false>)));
