#include "json_arguments.hpp"

#include <charconv>

#include "json_value.hpp"

namespace squall::tool {

using simdjson::dom::element;
using simdjson::dom::element_type;

namespace {

constexpr int digit_of(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
/// The bytes that hexadecimal digits say; nothing of another text.
std::optional<std::string> bytes_of(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const int high = digit_of(hex[i]), low = digit_of(hex[i + 1]);
        if (high < 0 || low < 0) return std::nullopt;
        bytes += static_cast<char>(high * 16 + low);
    }
    return hex.size() % 2 == 0 ? std::optional(std::move(bytes)) : std::nullopt;
}
value refused_value() {
    value v;
    v.type = value_type::other;
    return v;
}
/// Digits as a text, which no reader of JSON rounds, or a number without a point.
value exact_integer(element given) {
    if (given.type() == element_type::INT64) return integer_value(given.get_int64().value_unsafe());
    if (given.type() != element_type::STRING) return refused_value();
    const std::string_view digits = given.get_string().value_unsafe();
    std::int64_t n = 0;
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), n);
    return failed == std::errc{} && end == digits.data() + digits.size() && !digits.empty() ? integer_value(n) : refused_value();
}
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
    return single(spec, given);
}

value json_arguments::single(const argument_spec& spec, element given) {
    if (given.type() == element_type::NULL_VALUE) return null_value();
    if (spec.kind == argument_kind::bigint) return exact_integer(given);
    if (spec.kind != argument_kind::blob || given.type() != element_type::STRING) return scalar(given);
    auto bytes = bytes_of(given.get_string().value_unsafe());
    if (!bytes) return refused_value();
    value v = text_value(texts_.emplace_back(*std::move(bytes)));
    v.type = value_type::blob;
    return v;
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
                          : single(spec, item));
    return list_value(all);
}

}  // namespace squall::tool
