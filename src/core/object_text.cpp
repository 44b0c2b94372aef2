#include "squall/core/object_text.hpp"

#include "squall/core/json_text.hpp"

namespace squall {

void append_object(std::string& out, std::span<const detail::object_key> keys, const value* values) {
    char before = '{';
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (!values[i].given()) continue;
        out += before;
        out += '"';
        out += keys[i].name;
        out += "\":";
        if (keys[i].is_document && !values[i].is_null())
            out += values[i].view();
        else
            append_json(out, values[i]);
        before = ',';
    }
    if (before == '{') out += before;
    out += '}';
}

}  // namespace squall
