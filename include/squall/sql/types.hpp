#pragma once
// The kinds of value that a column, a parameter or an expression can have, and their C++ types.
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "enum_names.hpp"
#include "fixed_string.hpp"

namespace squall {

/// A timestamp as the database stores it: ISO-8601 UTC ("2026-02-03T04:05:06.789Z") or "YYYY-MM-DD HH:MM:SS".
struct timestamp {
    std::string text;
    bool operator==(const timestamp&) const = default;
};
/// A day, "YYYY-MM-DD".
struct date {
    std::string text;
    bool operator==(const date&) const = default;
};

/// Bytes: a column of BLOB, a Uint8Array in TypeScript.
using blob = std::vector<std::byte>;
/// An integer of 64 bits that is exact in TypeScript as well, where it is a bigint; an std::int64_t is a number there, which is exact
/// up to 2^53 - 1. In C++ rows hold an std::int64_t for both.
struct bigint {
    std::int64_t value = 0;
    constexpr bigint() = default;
    constexpr bigint(std::int64_t n) : value(n) {}
    constexpr operator std::int64_t() const { return value; }
};

namespace detail {
/// Any JSON value: the shape of a JSON column that promises nothing.
struct any_json {};
}  // namespace detail

/// A JSON column. Shape is what its documents look like; in C++ it holds the document's text.
template <class Shape = detail::any_json>
struct json {
    std::string text;
    bool operator==(const json&) const = default;
};
/// What a row holds of an enum column: the stored text, which may be older than the list of values.
template <enumeration E>
struct stored_enum {
    std::string text;
    std::optional<E> value() const {
        for (std::size_t i = 0; i < enum_size<E>; ++i)
            if (text == enum_texts<E>[i]) return enum_value<E>(i);
        return std::nullopt;
    }
    bool operator==(const stored_enum&) const = default;
    bool operator==(E e) const { return text == name_of(e); }
};

enum class value_kind : unsigned char { text, integer, real, boolean, timestamp, date, enumeration, json, rows, blob, bigint };

/// What distinguishes one type of value from another. Its address is the type's identity.
struct sql_type {
    value_kind kind;
    std::string_view sqlite;      // the type in the DDL
    std::string_view typescript;  // the type in the client; of an enum, empty: its values say it
    const std::string_view* values = nullptr;
    std::size_t value_count = 0;
};

namespace detail {
template <class T>
struct without_optional {
    using type = T;
};
template <class T>
struct without_optional<std::optional<T>> {
    using type = T;
};
}  // namespace detail

template <class T>
using bare = typename detail::without_optional<std::remove_cvref_t<T>>::type;
template <class T>
inline constexpr bool is_optional = !std::same_as<bare<T>, std::remove_cvref_t<T>>;

/// The TypeScript type of a JSON shape. Specialise it for a struct of your own.
template <class Shape>
inline constexpr std::string_view typescript_of_shape = "unknown";
template <class T>
inline constexpr bool is_json = false;
template <class Shape>
inline constexpr bool is_json<json<Shape>> = true;

template <class T>
struct sql_type_of;
template <>
struct sql_type_of<std::string> {
    static constexpr sql_type type{value_kind::text, "TEXT", "string"};
};
template <>
struct sql_type_of<std::int64_t> {
    static constexpr sql_type type{value_kind::integer, "INTEGER", "number"};
};
template <>
struct sql_type_of<bigint> {
    static constexpr sql_type type{value_kind::bigint, "INTEGER", "bigint"};
};
template <>
struct sql_type_of<blob> {
    static constexpr sql_type type{value_kind::blob, "BLOB", "Uint8Array"};
};
template <>
struct sql_type_of<double> {
    static constexpr sql_type type{value_kind::real, "REAL", "number"};
};
template <>
struct sql_type_of<bool> {
    static constexpr sql_type type{value_kind::boolean, "BOOLEAN", "boolean"};
};
template <>
struct sql_type_of<timestamp> {
    static constexpr sql_type type{value_kind::timestamp, "DATETIME", "string"};
};
template <>
struct sql_type_of<date> {
    static constexpr sql_type type{value_kind::date, "DATE", "string"};
};
template <class Shape>
struct sql_type_of<json<Shape>> {
    static constexpr sql_type type{value_kind::json, "TEXT", typescript_of_shape<Shape>};
};
template <enumeration E>
struct sql_type_of<E> {
    static constexpr sql_type type{value_kind::enumeration, "TEXT", "", enum_texts<E>.data(), enum_size<E>};
};
template <enumeration E>
struct sql_type_of<stored_enum<E>> : sql_type_of<E> {};

namespace detail {
template <fixed_string... Texts>
constexpr bool are_distinct_texts() {
    const std::string_view texts[] = {Texts.view()..., {}};
    for (std::size_t i = 0; i < sizeof...(Texts); ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (texts[i] == texts[k]) return false;
    return true;
}
}  // namespace detail

/// An argument that is one of some texts, for a choice<...>(): in TypeScript "newest" | "name".
template <fixed_string... Texts>
struct one_of {
    static constexpr std::string_view texts[] = {detail::kept<Texts>...};
    template <fixed_string Text>
    static constexpr bool contains = ((Texts.view() == Text.view()) || ...);
};
template <fixed_string... Texts>
struct sql_type_of<one_of<Texts...>> {
    static constexpr bool are_distinct = detail::are_distinct_texts<Texts...>();
    static_assert(are_distinct, "squall: one_of<...> lists a text twice");
    static constexpr sql_type type{value_kind::enumeration, "TEXT", "", one_of<Texts...>::texts, sizeof...(Texts)};
};

/// How a type of your own is stored: specialise it, and columns, fields and arguments may have the type.
///     template <>
///     struct squall::codec<Money> {
///         using stored = std::int64_t;  // of which SQL and the client see values
///         static constexpr std::int64_t to_stored(const Money& m) { return m.cents; }
///         static constexpr Money from_stored(std::int64_t cents) { return {cents}; }
///         static constexpr std::string_view typescript = "number";  // may be left out: that of the stored type
///     };
/// What is stored as a text is passed to a function as a view: to_stored() returns an std::string_view into the value.
template <class T>
struct codec;
namespace detail {
template <class T>
constexpr std::string_view typescript_of_codec() {
    if constexpr (requires { codec<T>::typescript; })
        return codec<T>::typescript;
    else
        return sql_type_of<typename codec<T>::stored>::type.typescript;
}
}  // namespace detail
template <detail::has_codec T>
struct sql_type_of<T> {
    static constexpr const sql_type& stored = sql_type_of<typename codec<T>::stored>::type;
    static constexpr sql_type type{stored.kind, stored.sqlite, detail::typescript_of_codec<T>()};
};

/// A C++ type that a column may have.
template <class T>
concept column_value = requires {
    sql_type_of<bare<T>>::type;
};

namespace detail {
/// Stops the compiler with one sentence where a column, a field or an argument has another type.
template <class T>
constexpr bool check_value_type() {
    constexpr bool is_whole_number = std::integral<bare<T>> && !std::same_as<bare<T>, bool>;
    constexpr bool is_known_integer = column_value<T> || !is_whole_number;
    static_assert(is_known_integer, "squall: an integer is declared as std::int64_t, or as bigint where TypeScript needs all 64 bits");
    constexpr bool is_known_real = column_value<T> || !std::floating_point<bare<T>>;
    static_assert(is_known_real, "squall: a real number is declared as double");
    constexpr bool is_known = column_value<T> || is_whole_number || std::floating_point<bare<T>>;
    static_assert(is_known,
                  "squall: this C++ type cannot be stored; declare a std::string, std::int64_t, bigint, double, bool, timestamp, date, "
                  "blob, json<...> or an enum class, or specialise squall::codec for it");
    return column_value<T>;
}
}  // namespace detail

/// The identity of a type of value, whether it may be null or not.
template <column_value T>
inline constexpr const sql_type* type_of = &sql_type_of<bare<T>>::type;

namespace detail {
constexpr bool is_integer(const sql_type* type) { return type->kind == value_kind::integer || type->kind == value_kind::bigint; }
constexpr bool is_number(const sql_type* type) { return is_integer(type) || type->kind == value_kind::real; }
constexpr bool is_textual(const sql_type* type) { return type->kind == value_kind::text; }
}  // namespace detail

/// JSON columns are alike whatever their shape; numbers compare with numbers; else types are equal or not.
constexpr bool comparable(const sql_type* left, const sql_type* right) {
    return left == right || (detail::is_number(left) && detail::is_number(right)) ||
           (left->kind == value_kind::json && right->kind == value_kind::json);
}
/// Whether every value of one type is a value of the other: an integer is a real and a bigint, neither of which is an integer.
constexpr bool holds(const sql_type* type, const sql_type* value) {
    if (type->kind == value_kind::bigint) return detail::is_integer(value);
    return comparable(type, value) && !(type->kind == value_kind::integer && value->kind == value_kind::real) &&
           value->kind != value_kind::bigint;
}
namespace detail {
template <class T>
inline constexpr int number_rank = std::same_as<T, std::int64_t> ? 1
                                   : std::same_as<T, bigint>     ? 2
                                   : std::same_as<T, double>     ? 3
                                                                 : 0;
}  // namespace detail
/// The type of a value that is of either type: a real where one of two numbers is, else a bigint where one is.
template <class A, class B>
using either_type = std::conditional_t<(detail::number_rank<bare<A>> != 0 && detail::number_rank<bare<B>> > detail::number_rank<bare<A>>),
                                       bare<B>, bare<A>>;

namespace detail {
/// Types whose values are kept as texts.
constexpr bool is_kept_as_text(const sql_type* type) {
    return !is_number(type) && type->kind != value_kind::boolean && type->kind != value_kind::rows && type->kind != value_kind::blob;
}
}  // namespace detail

}  // namespace squall
