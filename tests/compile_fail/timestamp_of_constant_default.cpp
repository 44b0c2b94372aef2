// expect: squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use at_or_after(), after(), at_or_before() or before(), or instant() on both sides
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"at", timestamp, default_sql<"'1970-01-01 00:00:00'">> at{};
};
inline constexpr table<notes_table, "notes"> notes;
constexpr auto text = text_of(select(notes.id).from(notes).where(notes.at >= param<"since">));
