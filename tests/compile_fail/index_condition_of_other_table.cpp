// expect: squall: an index or a check names a column of another table
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"owner_id", std::string, references<"users", "id">> owner_id{};
    column<"kind", std::string> kind{};
    column<"text", std::optional<std::string>> text{};
};
inline constexpr table<notes_table, "notes"> notes;
template <>
inline constexpr auto squall::constraints_of<notes> = constraints(index<"idx_notes">(notes.kind).where(users.name == literal<"x">));
constexpr auto text = create_indexes<notes>;
