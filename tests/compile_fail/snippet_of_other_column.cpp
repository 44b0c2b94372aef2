// expect: squall: snippet() needs a column of the full-text index
#include "programs.hpp"
#include "squall/sql/full_text.hpp"
#include "squall/sql/trigger.hpp"

template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"text", std::string> text{};
    column<"stars", std::int64_t> stars{};
};
inline constexpr table<notes_table, "notes"> notes;
inline constexpr full_text<notes, "note_search", "", "text"> note_search;
constexpr auto q = select_value<std::optional<std::string>>(snippet<"stars", "[", "]">(note_search)).from(note_search);
