#pragma once
// Members of JSON objects that simdjson has read.
#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

namespace squall::migrate {

std::string text_at(simdjson::dom::element object, std::string_view key);
bool flag_at(simdjson::dom::element object, std::string_view key);
/// Empty when there is no such list.
std::vector<simdjson::dom::element> list_at(simdjson::dom::element object, std::string_view key);
std::vector<std::string> texts_at(simdjson::dom::element object, std::string_view key);
std::vector<std::string> texts_of(simdjson::dom::array list);

}  // namespace squall::migrate
