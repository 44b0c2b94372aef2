#include "json_text.hpp"

namespace squall::migrate {

std::string json_string(std::string_view text) {
    std::string out = "\"";
    for (char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) < 0x20)
            out += std::string("\\u00") + "0123456789abcdef"[c >> 4] + "0123456789abcdef"[c & 15];
        else
            out += c;
    }
    return out + '"';
}
std::string json_list(const std::vector<std::string>& texts) {
    std::string out;
    for (const std::string& t : texts) out += (out.empty() ? "" : ", ") + json_string(t);
    return '[' + out + ']';
}

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
