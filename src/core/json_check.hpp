#pragma once
// Whether a text is JSON that the database takes.
#include <optional>
#include <string_view>

namespace squall {

/// SQLite refuses JSON that is nested deeper (JSON_MAX_DEPTH).
inline constexpr std::size_t deepest_json = 1000;

/// The rule that the text breaks, or nothing when it is JSON of at most 1,000 levels.
std::optional<std::string_view> json_problem(std::string_view text);

}  // namespace squall
