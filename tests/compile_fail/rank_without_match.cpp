// expect: squall: the selected columns are not the row struct's fields: names, order, types, optional where null may come
#include <squall/sql/full_text.hpp>

#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct letters_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"body", std::string> body{};
};
constexpr table<letters_table, "letters"> letters;
constexpr full_text<letters, "letter_search", "", "body"> letter_search;
template <template <fixed_string, class, auto...> class field>
struct ranked_fields {
    field<"rowid", std::int64_t> rowid{};
    field<"rank", double> rank{};
};
using Ranked = fields_of<ranked_fields>;
constexpr auto query = select_into<Ranked>(letter_search.rowid, letter_search.rank).from(letter_search);
constexpr bool checked = (detail::check_row<decltype(query), Ranked>(), true);
