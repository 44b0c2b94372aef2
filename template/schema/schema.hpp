#pragma once
// The tables. After a change: build/native/bin/squall generate WHAT_CHANGED
#include <cstdint>
#include <optional>
#include <string>

#include "squall/squall.hpp"

namespace app::schema {

using squall::default_sql;
using squall::on_delete_cascade;
using squall::primary_key;
using squall::references;
using squall::unique;

template <template <squall::fixed_string, class, auto...> class column>
struct authors_table {
    column<"id", std::string, primary_key> id{};
    column<"email", std::string, unique> email{};
    column<"created_at", squall::timestamp, default_sql<"CURRENT_TIMESTAMP">> created_at{};
};
inline constexpr squall::table<authors_table, "authors"> authors;
using Author = squall::row_of<authors>;

template <template <squall::fixed_string, class, auto...> class column>
struct notes_table {
    column<"id", std::string, primary_key> id{};
    column<"author_id", std::string, references<"authors", "id">, on_delete_cascade> author_id{};
    column<"text", std::string> text{};
    column<"pinned", bool, default_sql<"0">> pinned{};
    column<"created_at", squall::timestamp, default_sql<"CURRENT_TIMESTAMP">> created_at{};
};
inline constexpr squall::table<notes_table, "notes"> notes;
using Note = squall::row_of<notes>;

/// Parents before children.
inline constexpr squall::relation_list<authors, notes> tables;

}  // namespace app::schema

template <>
inline constexpr auto squall::constraints_of<app::schema::notes> = [] {
    using namespace app::schema;
    return constraints(index<"idx_notes_author_id">(notes.author_id, notes.created_at));
}();
