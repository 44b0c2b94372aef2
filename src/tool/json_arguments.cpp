#include "json_arguments.hpp"

#include "json_value.hpp"

namespace squall::tool {

using simdjson::dom::element;
using simdjson::dom::element_type;

namespace {

value scalar(element given) {
    value v;
    switch (given.type()) {
        case element_type::NULL_VALUE: return null_value();
        case element_type::BOOL: return boolean_value(given.get_bool().value_unsafe());
        case element_type::STRING: return text_value(given.get_string().value_unsafe());
        case element_type::ARRAY:
        case element_type::OBJECT: v.type = value_type::other; return v;
        default:  // a number of JavaScript is a double
            v.type = value_type::number;
            v.real = given.get_double().value_unsafe();
            return v;
    }
}

}  // namespace

json_arguments::json_arguments(std::span<const argument_spec> specs, std::optional<element> given) : values_(specs.size()) {
    if (!given) return;
    simdjson::dom::object named;
    if (given->get(named) != simdjson::SUCCESS)
        refused_ =
            invalid_argument("the call's one argument, which must be an object of named arguments,", "is not an argument of this function");
    else if (const auto unknown = fill(specs, named, values_))
        refused_ = invalid_argument(*unknown, "is not an argument of this function");
}

std::optional<std::string_view> json_arguments::fill(std::span<const argument_spec> specs, simdjson::dom::object from,
                                                     std::span<value> to) {
    std::optional<std::string_view> unknown;
    for (const auto field : from) {
        std::size_t i = 0;
        while (i < specs.size() && specs[i].name != field.key) ++i;
        if (i < specs.size())
            to[i] = argument(specs[i], field.value);
        else if (!unknown)
            unknown = field.key;
    }
    return unknown;
}

value json_arguments::argument(const argument_spec& spec, element given) {
    const bool is_json = spec.kind == argument_kind::json && !spec.is_list;
    if (is_json && given.type() != element_type::NULL_VALUE) {
        std::string& text = texts_.emplace_back();
        append_json(text, given);
        value v = text_value(text);
        v.type = value_type::json;
        return v;
    }
    if (spec.is_list && given.type() == element_type::ARRAY) return list(spec, given.get_array().value_unsafe());
    if (spec.kind == argument_kind::object && !spec.is_list && given.type() == element_type::OBJECT)
        return object(spec, given.get_object().value_unsafe());
    return scalar(given);
}

value json_arguments::object(const argument_spec& spec, simdjson::dom::object from) {
    std::vector<value>& fields = nested_.emplace_back(spec.field_count);
    if (const auto unknown = fill({spec.fields, spec.field_count}, from, fields)) {
        value v = text_value(*unknown);
        v.type = value_type::unknown_field;
        return v;
    }
    value v = list_value(fields);
    v.type = value_type::object;
    return v;
}

value json_arguments::list(const argument_spec& spec, simdjson::dom::array items) {
    std::vector<value>& all = nested_.emplace_back();
    for (const element item : items)
        all.push_back(spec.kind == argument_kind::object && item.type() == element_type::OBJECT
                          ? object(spec, item.get_object().value_unsafe())
                          : scalar(item));
    return list_value(all);
}

}  // namespace squall::tool
