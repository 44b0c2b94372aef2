// expect: squall: a name must not be empty or contain NUL, and a table's must not begin with sqlite_
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"owner_id", std::string, references<"users", "id">> owner_id{};
    column<"kind", std::string> kind{};
    column<"text", std::optional<std::string>> text{};
};
inline constexpr table<notes_table, "notes"> notes;
inline constexpr table<notes_table, "SQLite_notes"> others;
constexpr auto text = create_table<others>;
