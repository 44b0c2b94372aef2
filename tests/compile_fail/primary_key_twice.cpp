// expect: squall: a table has one primary key; that of several columns is primary_key_of(...)
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
inline constexpr auto squall::constraints_of<notes> = constraints(primary_key_of(notes.owner_id, notes.kind));
constexpr auto text = create_table<notes>;
