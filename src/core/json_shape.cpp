#include "json_shape.hpp"

#include <simdjson.h>

#include "json_check.hpp"

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

template <class Test>
bool holds(std::string_view text, Test test) {
    simdjson::dom::parser parser;
    simdjson::dom::element root;
    if (parser.allocate(text.size() + 1, deepest_json) != simdjson::SUCCESS) return false;
    if (parser.parse(text.data(), text.size()).get(root) != simdjson::SUCCESS) return false;
    return test(root);
}

}  // namespace

bool is_json_array(std::string_view text) { return begins_with(text, '['); }
bool is_json_object(std::string_view text) { return begins_with(text, '{'); }
bool is_json_object_with_keys(std::string_view text) {
    return is_json_object(text) && !begins_with(from_first(text).substr(1), '}');
}

bool is_json_list_of_texts(std::string_view text) {
    return is_json_array(text) && holds(text, [](simdjson::dom::element root) {
               simdjson::dom::array items;
               if (root.get(items) != simdjson::SUCCESS) return false;
               for (simdjson::dom::element item : items)
                   if (!item.is_string()) return false;
               return true;
           });
}
bool is_json_map_of_texts(std::string_view text) {
    return is_json_object(text) && holds(text, [](simdjson::dom::element root) {
               simdjson::dom::object entries;
               if (root.get(entries) != simdjson::SUCCESS) return false;
               for (const simdjson::dom::key_value_pair entry : entries)
                   if (!entry.value.is_string()) return false;
               return true;
           });
}

}  // namespace squall
