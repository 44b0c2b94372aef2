#pragma once
// What the page asks, read out of the JSON that it sent. Each throws request_error(invalid_argument).
#include <optional>

#include "cell.hpp"

namespace squall::studio {

using element = simdjson::dom::element;

std::string needed_text(element request, std::string_view key);
std::optional<element> member(element object, std::string_view key);
/// The values under a key, a list.
row cells_at(element request, std::string_view key);
/// The values under a key, an object, in its order.
std::vector<std::pair<std::string, cell>> named_cells_at(element request, std::string_view key);

}  // namespace squall::studio
