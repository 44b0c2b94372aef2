#include "squall/core/json_text.hpp"

#include <algorithm>

#include "host.hpp"

namespace squall {
namespace {

void append_hex(std::string& out, char byte) {
    constexpr char hex[] = "0123456789abcdef";
    out += hex[static_cast<unsigned char>(byte) >> 4];
    out += hex[byte & 15];
}
void append_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c >= 0x20 && c != '"' && c != '\\') continue;
        out.append(text.substr(plain, i - plain));
        plain = i + 1;
        if (c == '"' || c == '\\') {
            out += '\\';
            out += static_cast<char>(c);
        } else {
            out += "\\u00";
            append_hex(out, text[i]);
        }
    }
    out.append(text.substr(plain));
    out += '"';
}

}  // namespace

void append_json(std::string& out, const value& v) {
    switch (v.type) {
        case value_type::boolean: out += v.integer != 0 ? "1" : "0"; break;  // as its column keeps it
        case value_type::integer: out += std::to_string(v.integer); break;
        case value_type::real: {
            char number[32];
            out.append(number, host::write_number(v.real, number));
            break;
        }
        case value_type::text:
            if (v.host_handle != 0 && v.text == nullptr) {  // the bytes are not here yet
                std::string bytes(std::size_t{3} * v.size, '\0');
                bytes.resize(host::read_text(v.host_handle, bytes.data()));
                append_string(out, bytes);
            } else {
                append_string(out, v.view());
            }
            break;
        case value_type::blob:  // unhex() reads it
            out += '"';
            for (const char byte : v.view()) append_hex(out, byte);
            out += '"';
            break;
        case value_type::list:
        case value_type::object:  // its fields by their places, as in a row
            out += '[';
            for (std::uint32_t i = 0; i < v.size; ++i) {
                if (i > 0) out += ',';
                append_json(out, v.items[i]);
            }
            out += ']';
            break;
        default: out += "null"; break;
    }
}

std::string json_of_list(const value& list) {
    std::string out;
    append_json(out, list);
    return out;
}

std::vector<sorted_list> sorted_lists(std::span<const value> texts) {
    std::vector<std::string_view> all;
    for (const value& v : texts) all.push_back(v.view());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::vector<sorted_list> lists;
    for (std::string_view text : all) {
        if (lists.empty() || lists.back().text.size() > longest_list_text) {
            if (!lists.empty()) lists.back().text += ']';
            lists.push_back({"[", 0});
        } else {
            lists.back().text += ',';
        }
        append_string(lists.back().text, text);
        ++lists.back().count;
    }
    if (!lists.empty()) lists.back().text += ']';
    return lists;
}

}  // namespace squall
