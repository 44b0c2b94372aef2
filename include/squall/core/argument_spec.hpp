#pragma once
// An argument as data, and the marks behind its type that set it: arg<"name", std::string, not_blank, trimmed>.
#include "squall/sql/table.hpp"
#include "value.hpp"

namespace squall {

enum class argument_kind : std::uint8_t { text, integer, real, boolean, timestamp, date, enumeration, json, object, blob, bigint };

/// An argument as data; the table that the check uses.
struct argument_spec {
    std::string_view name;
    argument_kind kind = argument_kind::text;
    bool is_list = false;
    bool is_required = true;
    bool is_nullable = false;  // null is a value of its own
    bool is_tenant = false;    // given as undefined or null it is refused: a forgotten tenant must not widen a query
    bool not_blank = false;
    bool is_trimmed = false;
    bool is_patch = false;     // of an object: a field that is null sets null, and is refused where it may not be
    bool is_as_given = false;  // of a timestamp: stored in the form it came in
    bool has_bounds = false;
    char json_opening = 0;       // what the document begins with: '[' or '{'; 0: anything
    double least = 0, most = 0;  // of a number; of a list, its length
    const sql_type* type = nullptr;
    const argument_spec* fields = nullptr;  // of an object
    std::uint8_t field_count = 0;
    value default_value{};
};

namespace detail {
struct tenant_mark {};
struct nullable_mark {};
struct not_blank_mark {};
struct trimmed_mark {};
struct as_given_mark {};
struct as_patch_mark {};
template <std::int64_t Value>
struct default_integer_mark {};
template <fixed_string Value>
struct default_text_mark {};
template <auto Value>
struct default_enum_mark {};
template <std::int64_t Least, std::int64_t Most>
struct between_mark {};
template <char Opening>
struct json_opening_mark {};
}  // namespace detail

/// The workspace of the caller. Optional, it may be left out, but never be undefined or null.
inline constexpr detail::tenant_mark tenant{};
/// Null is a value; only a name left out leaves the argument out.
inline constexpr detail::nullable_mark nullable{};
/// The text must contain more than white space.
inline constexpr detail::not_blank_mark not_blank{};
/// White space around the text is taken away first.
inline constexpr detail::trimmed_mark trimmed{};
/// A timestamp that is checked but keeps the form it came in, for a column that stores it; else it becomes ISO-8601 UTC
/// with milliseconds, which is what instants are compared with.
inline constexpr detail::as_given_mark as_given{};
/// An object of changes: a field left out keeps what is stored; null is a value where the field is nullable, and refused
/// elsewhere.
inline constexpr detail::as_patch_mark as_patch{};
template <std::int64_t Value>
inline constexpr detail::default_integer_mark<Value> default_integer{};
template <fixed_string Value>
inline constexpr detail::default_text_mark<Value> default_text{};
template <auto Value>
inline constexpr detail::default_enum_mark<Value> default_enum{};
inline constexpr detail::default_integer_mark<0> default_false{};
inline constexpr detail::default_integer_mark<1> default_true{};
/// A number within these bounds, both included; of a list, the number of its items.
template <std::int64_t Least, std::int64_t Most>
inline constexpr detail::between_mark<Least, Most> between{};
template <std::int64_t Least>
inline constexpr detail::between_mark<Least, 9007199254740991> at_least{};
/// The JSON value must be an array, or an object.
inline constexpr detail::json_opening_mark<'['> only_array{};
inline constexpr detail::json_opening_mark<'{'> only_object{};

namespace detail {
template <>
inline constexpr bool lets_null_in<nullable_mark> = true;

constexpr void describe(argument_spec& a, tenant_mark) { a.is_tenant = true; }
constexpr void describe(argument_spec& a, nullable_mark) { a.is_nullable = true; }
constexpr void describe(argument_spec& a, not_blank_mark) { a.not_blank = true; }
constexpr void describe(argument_spec& a, trimmed_mark) { a.is_trimmed = true; }
constexpr void describe(argument_spec& a, as_given_mark) { a.is_as_given = true; }
constexpr void describe(argument_spec& a, as_patch_mark) { a.is_patch = true; }
template <std::int64_t Value>
constexpr void describe(argument_spec& a, default_integer_mark<Value>) {
    a.default_value = a.kind == argument_kind::boolean ? boolean_value(Value != 0) : integer_value(Value);
    a.is_required = false;
}
template <fixed_string Value>
constexpr void describe(argument_spec& a, default_text_mark<Value>) {
    a.default_value = text_value(kept<Value>);
    a.is_required = false;
}
template <auto Value>
constexpr void describe(argument_spec& a, default_enum_mark<Value>) {
    a.default_value = text_value(name_of(Value));
    a.is_required = false;
}
template <std::int64_t Least, std::int64_t Most>
constexpr void describe(argument_spec& a, between_mark<Least, Most>) {
    a.has_bounds = true;
    a.least = static_cast<double>(Least);
    a.most = static_cast<double>(Most);
}
template <char Opening>
constexpr void describe(argument_spec& a, json_opening_mark<Opening>) {
    a.json_opening = Opening;
}
}  // namespace detail

}  // namespace squall
