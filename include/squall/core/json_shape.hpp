#pragma once
// The kind of an already checked JSON text.
#include <string_view>

namespace squall {

bool is_json_array(std::string_view text);
bool is_json_object(std::string_view text);
/// An object with at least one key.
bool is_json_object_with_keys(std::string_view text);
/// ["a", "b"]
bool is_json_list_of_texts(std::string_view text);
/// {"a": "b"}
bool is_json_map_of_texts(std::string_view text);

}  // namespace squall
