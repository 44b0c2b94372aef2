#include "json_value.hpp"

namespace squall::tool {

void append_json(std::string& out, simdjson::dom::element value) {
    using simdjson::dom::element_type;
    switch (value.type()) {
        case element_type::ARRAY: {
            out += '[';
            bool first = true;
            const simdjson::dom::array items = value.get_array().value_unsafe();  // a result in the loop's head would be gone
            for (const auto item : items) {
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
            const simdjson::dom::object fields = value.get_object().value_unsafe();
            for (const auto field : fields) {
                if (!first) out += ',';
                first = false;
                append_json_string(out, field.key);
                out += ':';
                append_json(out, field.value);
            }
            out += '}';
            break;
        }
        case element_type::STRING: append_json_string(out, value.get_string().value_unsafe()); break;
        case element_type::BOOL: out += value.get_bool().value_unsafe() ? "true" : "false"; break;
        case element_type::NULL_VALUE: out += "null"; break;
        default: append_number(out, value.get_double().value_unsafe()); break;
    }
}

}  // namespace squall::tool
