// expect: squall: two columns of a table have the same name; SQLite ignores case
#include "programs.hpp"

template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"ID", std::string> text{};
};
inline constexpr table<notes_table, "notes"> notes;
constexpr auto text = create_table<notes>;
