#include "arguments_json.hpp"

#include "squall/core/json_text.hpp"

namespace iofold::test {

using namespace squall;

namespace {

std::string json_of_argument(const argument_spec& spec, const value& v) {
    if (v.type == value_type::list && spec.kind == argument_kind::object) {
        std::string all;
        for (std::uint32_t i = 0; i < v.size; ++i)
            all += (all.empty() ? "" : ", ") + json_of_arguments({spec.fields, spec.field_count}, v.items[i].items);
        return '[' + all + ']';
    }
    if (v.type == value_type::list) return json_of_list(v);
    if (v.type == value_type::object) return json_of_arguments({spec.fields, spec.field_count}, v.items);
    if (v.type == value_type::text && spec.kind == argument_kind::json) return std::string(v.view());
    if (v.type == value_type::boolean) return v.integer != 0 ? "true" : "false";
    std::string text;
    append_json(text, v);
    return text;
}

}  // namespace

std::string json_of_arguments(std::span<const argument_spec> specs, const value* values) {
    std::string all;
    for (std::size_t i = 0; i < specs.size(); ++i)
        if (values[i].given())
            all += (all.empty() ? "\"" : ", \"") + std::string(specs[i].name) + "\": " + json_of_argument(specs[i], values[i]);
    return '{' + all + '}';
}

}  // namespace iofold::test
