#pragma once
// A module whose function list leaves out a function: its client must not build.
#include "squall/core/function.hpp"
#include "squall/core/plan.hpp"
#include "squall/sql/sql.hpp"

namespace unlisted::notes {

using namespace squall;

template <template <fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::string, primary_key> id{};
    column<"text", std::string> text{};
};
inline constexpr table<notes_table, "notes"> notes;
using Note = row_of<notes>;

template <template <fixed_string, class, auto...> class arg>
struct note_fields {
    arg<"id", std::string> id{};
};
using note_args = arguments<note_fields>;

plan<std::optional<Note>> get(note_args&&);
plan<std::vector<std::string>> forgotten(note_args&&);

using functions = function_list<get>;

}  // namespace unlisted::notes

namespace unlisted {
using all_functions = notes::functions;
}
