#include "squall/core/json_shape.hpp"

namespace squall {
namespace {

/// The first characters that are not white space.
std::string_view from_first(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    return first == text.npos ? std::string_view{} : text.substr(first);
}
bool begins_with(std::string_view text, char c) {
    const std::string_view rest = from_first(text);
    return !rest.empty() && rest.front() == c;
}

/// Of a list or an object that is valid JSON: whether all its values are texts. Outside of texts such a document has
/// nothing but its own brackets, commas and colons.
bool holds_only_texts(std::string_view text) {
    const std::string_view inside = from_first(text).substr(1);
    bool quoted = false;
    for (std::size_t i = 0; i < inside.size(); ++i) {
        const char c = inside[i];
        if (c == '"')
            quoted = !quoted;
        else if (quoted && c == '\\')
            ++i;
        else if (!quoted && std::string_view(",:]} \t\r\n").find(c) == std::string_view::npos)
            return false;
    }
    return true;
}

}  // namespace

bool is_json_array(std::string_view text) { return begins_with(text, '['); }
bool is_json_object(std::string_view text) { return begins_with(text, '{'); }
bool is_json_object_with_keys(std::string_view text) { return is_json_object(text) && !begins_with(from_first(text).substr(1), '}'); }

bool is_json_list_of_texts(std::string_view text) { return is_json_array(text) && holds_only_texts(text); }
bool is_json_map_of_texts(std::string_view text) { return is_json_object(text) && holds_only_texts(text); }

}  // namespace squall
