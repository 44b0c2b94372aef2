#include "json_writer.hpp"

namespace squall::migrate {

void append_json_string(std::string& out, std::string_view text) {
    out += '"';
    for (char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    ((out += "\\u00") += "0123456789abcdef"[c >> 4]) += "0123456789abcdef"[c & 15];
                else
                    out += c;
        }
    }
    out += '"';
}
std::string json_string(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
}
std::string json_list(const std::vector<std::string>& texts) { return json_array(texts, json_string); }

}  // namespace squall::migrate
