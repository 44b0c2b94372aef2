#include "json_reader.hpp"

namespace squall::migrate {

std::string text_at(simdjson::dom::element object, std::string_view key) {
    std::string_view text;
    return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}
bool flag_at(simdjson::dom::element object, std::string_view key) {
    bool value = false;
    return object[key].get(value) == simdjson::SUCCESS && value;
}
std::vector<simdjson::dom::element> list_at(simdjson::dom::element object, std::string_view key) {
    simdjson::dom::array list;
    if (object[key].get(list) != simdjson::SUCCESS) return {};
    return {list.begin(), list.end()};
}
std::vector<std::string> texts_of(simdjson::dom::array list) {
    std::vector<std::string> all;
    for (simdjson::dom::element e : list) {
        std::string_view text;
        if (e.get(text) == simdjson::SUCCESS) all.emplace_back(text);
    }
    return all;
}
std::vector<std::string> texts_at(simdjson::dom::element object, std::string_view key) {
    simdjson::dom::array list;
    return object[key].get(list) == simdjson::SUCCESS ? texts_of(list) : std::vector<std::string>();
}

}  // namespace squall::migrate
