#include "json_value.hpp"

namespace squall::tool {

void append_text(std::string& out, std::string_view text) {
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
                    out += std::string("\\u00") + "0123456789abcdef"[c >> 4] + "0123456789abcdef"[c & 15];
                else
                    out += c;
        }
    }
    out += '"';
}

void append_json(std::string& out, simdjson::dom::element value) {
    using simdjson::dom::element_type;
    switch (value.type()) {
        case element_type::ARRAY: {
            out += '[';
            bool first = true;
            for (const auto item : value.get_array().value_unsafe()) {
                if (!first) out += ',';
                first = false;
                append_json(out, item);
            }
            out += ']';
            break;
        }
        case element_type::OBJECT: {
            out += '{';
            bool first = true;
            for (const auto field : value.get_object().value_unsafe()) {
                if (!first) out += ',';
                first = false;
                append_text(out, field.key);
                out += ':';
                append_json(out, field.value);
            }
            out += '}';
            break;
        }
        case element_type::STRING: append_text(out, value.get_string().value_unsafe()); break;
        case element_type::BOOL: out += value.get_bool().value_unsafe() ? "true" : "false"; break;
        case element_type::NULL_VALUE: out += "null"; break;
        default: append_number(out, value.get_double().value_unsafe()); break;
    }
}

}  // namespace squall::tool
