#pragma once
// JSON as this engine writes and reads it: by simdjson one way, by hand the other.
#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace squall::migrate {

/// "text", quoted and escaped.
std::string json_string(std::string_view text);
/// ["a", "b"]
std::string json_list(const std::vector<std::string>& texts);

std::string text_at(simdjson::dom::element object, std::string_view key);
bool flag_at(simdjson::dom::element object, std::string_view key);
/// Empty when there is no such list.
std::vector<simdjson::dom::element> list_at(simdjson::dom::element object, std::string_view key);
std::vector<std::string> texts_at(simdjson::dom::element object, std::string_view key);
std::vector<std::string> texts_of(simdjson::dom::array list);

}  // namespace squall::migrate
