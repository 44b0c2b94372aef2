#pragma once
// The cursor of a page: the sort keys of its last row as opaque text. What was cut, changed or made for another list is
// refused by a checksum.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "text_arena.hpp"
#include "value.hpp"

namespace squall {

/// A list's own number: cursors of another list do not pass. Made from the names of its row's columns and keys.
constexpr std::uint32_t list_number(std::span<const std::string_view> names) {
    std::uint32_t hash = 2166136261U;  // FNV-1a
    for (std::string_view name : names) {
        for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
        hash = (hash ^ ',') * 16777619U;
    }
    return hash;
}

/// Keys: null, integer, real or text. js-shim/src/cursor.ts writes the same.
std::string write_cursor(std::uint32_t list, std::span<const value> keys);
/// The keys, whose texts the arena keeps; nothing when the text is no cursor of this list.
std::optional<std::vector<value>> read_cursor(std::uint32_t list, std::size_t key_count, std::string_view cursor,
                                              detail::text_arena& texts);

}  // namespace squall
