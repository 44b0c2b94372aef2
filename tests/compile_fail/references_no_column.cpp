// expect: squall: references<...> names a column that its table does not have
#include "programs.hpp"

#include "squall/sql/references.hpp"

template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::int64_t, primary_key> id{};
    column<"owner_id", std::string, references<"Users", "ident">> owner_id{};
    column<"kind", std::string> kind{};
    column<"text", std::optional<std::string>> text{};
};
inline constexpr table<notes_table, "notes"> notes;
inline constexpr relation_list<users, notes> tables;
static_assert((check_references(tables), true));
