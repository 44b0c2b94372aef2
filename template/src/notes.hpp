#pragma once
// Notes: db.notes in the client.
#include "schema/schema.hpp"
#include "squall/squall.hpp"

namespace app::notes {

template <template <squall::fixed_string, class, auto...> class arg>
struct add_fields {
    arg<"author_id", std::string> author_id{};
    arg<"text", std::string, squall::not_blank> text{};
    arg<"pinned", bool, squall::default_false> pinned{};
};
/// Writes a note. Errors: not_found (the author).
squall::plan<schema::Note> add(squall::arguments<add_fields>&&);

template <template <squall::fixed_string, class, auto...> class arg>
struct list_fields {
    arg<"author_id", std::string> author_id{};
    arg<"pinned", std::optional<bool>> pinned{};
    arg<"limit", std::int64_t, squall::default_integer<50>, squall::between<1, 200>> limit{};
};
/// An author's notes, newest first; all, or only those that are pinned or not.
squall::plan<std::vector<schema::Note>> list(squall::arguments<list_fields>&&);

using functions = squall::function_list<add, list>;

}  // namespace app::notes
