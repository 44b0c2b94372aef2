#pragma once
// One argument, judged: what the check makes of a value, or the rule that it breaks.
#include <catch2/catch.hpp>

#include "squall/core/check_arguments.hpp"
#include "support/shown.hpp"

namespace squall::test {

using iofold::test::shown;

// ---- values as the shim tags them -----------------------------------------------------------------------------------
inline value tagged(value_type type) {
    value v;
    v.type = type;
    return v;
}
inline value undefined() { return tagged(value_type::undefined); }
inline value js_number(double n) {
    value v = real_value(n);
    v.type = value_type::number;
    return v;
}
inline value js_json(std::string_view text) {
    value v = text_value(text);
    v.type = value_type::json;
    return v;
}
inline value broken_json(json_fault fault) {
    value v = tagged(value_type::broken_json);
    v.size = static_cast<std::uint32_t>(fault);
    return v;
}
inline value object_value(const std::vector<value>& fields) {
    value v = list_value(fields);
    v.type = value_type::object;
    return v;
}

// ---- what comes of them ---------------------------------------------------------------------------------------------
inline std::string shown_value(const value& v) {
    switch (v.type) {
        case value_type::absent: return "absent";
        case value_type::null: return "null";
        case value_type::boolean: return v.integer != 0 ? "true" : "false";
        case value_type::integer: return "integer " + std::to_string(v.integer);
        case value_type::real: return "real " + shown(v.real);
        case value_type::text: return "text " + std::string(v.view());
        case value_type::blob: return "blob of " + std::to_string(v.size);
        case value_type::list:
        case value_type::object: {
            std::string all;
            for (std::uint32_t i = 0; i < v.size; ++i) all += (i ? ", " : "") + shown_value(v.items[i]);
            return (v.type == value_type::list ? "[" : "{") + all + (v.type == value_type::list ? "]" : "}");
        }
        default: return "an unchecked value";
    }
}
/// The value as statements will bind it, or the error's message without its kind. The argument's name is "it".
template <class T, auto... Marks>
std::string judged(value given) {
    static constexpr argument_spec spec = detail::argument_reading<"it", T, Marks...>::spec();
    detail::text_arena texts;
    const auto refused = detail::check_arguments({&spec, 1}, {&given, 1}, texts);
    if (!refused) return shown_value(given);
    CHECK(refused->kind == error_kind::invalid_argument);
    CHECK_FALSE(refused->retryable);
    constexpr std::string_view kind = "invalid_argument: ";
    CHECK(refused->message.starts_with(kind));
    return refused->message.substr(kind.size());
}
template <class T, auto... Marks>
std::string judged(std::string_view text) {
    return judged<T, Marks...>(text_value(text));
}
template <class T, auto... Marks>
std::string judged(const char* text) {
    return judged<T, Marks...>(text_value(text));
}

}  // namespace squall::test
