#pragma once
// Lists as JSON text, which is how a statement binds them: one parameter a list.
#include <span>
#include <string>
#include <vector>

#include "value.hpp"

namespace squall {

/// Appends a value as JSON; text that is JSON itself is appended as a string, as a JSON column keeps it; a list, and an
/// object by its fields in order, as a list.
void append_json(std::string& out, const value& v);
/// ["a", "b"] of a list of values.
std::string json_of_list(const value& list);

/// D1 takes 2,000,000 bytes a value; a longer list is split.
inline constexpr std::size_t longest_list_text = 1'500'000;

/// Texts sorted by their bytes, each once, as JSON lists, none longer than D1 takes: what list<"…"> reads. Their answers,
/// one list after the other, keep the order of the texts.
struct sorted_list {
    std::string text;
    std::size_t count = 0;
};
std::vector<sorted_list> sorted_lists(std::span<const value> texts);

}  // namespace squall
