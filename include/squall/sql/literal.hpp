#pragma once
// Constants that are written into the SQL: literal<…>, real<"…">, null<T>.
#include <limits>

#include "expression.hpp"

namespace squall {

namespace detail {
template <class T>
struct literal_type {
    static constexpr bool is_allowed = std::integral<T>;
    using type = std::int64_t;
};
template <std::size_t N>
struct literal_type<fixed_string<N>> {
    static constexpr bool is_allowed = true;
    using type = std::string;
};
template <>
struct literal_type<bool> {
    static constexpr bool is_allowed = true;
    using type = bool;
};
template <enumeration E>
struct literal_type<E> {
    static constexpr bool is_allowed = true;
    using type = E;
};

/// Whether a constant can be written into a text as it is; says what to write when not.
template <literal_value Value>
constexpr bool check_literal() {
    using T = std::remove_cvref_t<decltype(Value.value)>;
    constexpr bool is_exact = !std::same_as<T, decimal_literal>;
    static_assert(is_exact, "squall: a decimal constant is written real<...>, with its digits as a text");
    constexpr bool is_no_character = !std::same_as<T, character_literal>;
    static_assert(is_no_character, "squall: a character constant is written as a text of one letter");
    constexpr bool is_known = is_exact && is_no_character ? literal_type<T>::is_allowed : true;
    static_assert(is_known, "squall: literal<...> takes a text, an integer, a bool or a value of an enum; NULL is null<T>");
    constexpr bool fits = [] {
        if constexpr (std::unsigned_integral<T>)
            return Value.value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
        else
            return true;
    }();
    static_assert(fits, "squall: an integer of SQLite is at most 9223372036854775807");
    constexpr bool is_whole = [] {
        if constexpr (std::same_as<typename literal_type<T>::type, std::string>)
            return Value.value.view().find('\0') == std::string_view::npos;
        else
            return true;
    }();
    static_assert(is_whole, "squall: a literal text cannot hold NUL, where SQL ends; bind it");
    constexpr bool has_name = [] {
        if constexpr (enumeration<T>)
            return is_value_of<T>(Value.value);
        else
            return true;
    }();
    static_assert(has_name, "squall: the enum has no value of this number");
    return is_exact && is_no_character && is_known && fits && is_whole && has_name;
}

template <literal_value Value>
struct literal_node {
    using value_type = typename literal_type<std::remove_cvref_t<decltype(Value.value)>>::type;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        if constexpr (!check_literal<Value>())
            out << "NULL";
        else if constexpr (std::same_as<value_type, std::string>)
            out.string(Value.value);
        else if constexpr (enumeration<value_type>)
            out.string(name_of(Value.value));
        else
            out.number(static_cast<std::int64_t>(Value.value));
        return {};
    }
};
template <literal_value Value>
constexpr expression<literal_node<Value>> make_literal() {
    check_literal<Value>();
    return {};
}
}  // namespace detail

namespace detail {
/// Whether a constant text has the form in which a date is stored, 2026-01-31, or a timestamp, 2026-01-31T12:00:00.000Z.
constexpr bool is_of_form(std::string_view text, std::string_view form) {
    if (text.size() != form.size()) return false;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
    return true;
}
constexpr bool is_stored_date(std::string_view text) {
    if (!is_of_form(text.substr(0, 10), "0000-00-00")) return false;
    const auto number = [&](std::size_t at, std::size_t count) {
        int n = 0;
        for (std::size_t i = at; i < at + count; ++i) n = n * 10 + (text[i] - '0');
        return n;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    const bool leaps = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    const int days = month == 2 ? 28 + leaps : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    const bool is_time = text.size() == 10 || (number(11, 2) < 24 && number(14, 2) < 60 && number(17, 2) < 60);
    return month >= 1 && month <= 12 && day >= 1 && day <= days && is_time;
}
constexpr bool is_stored_text_of(value_kind kind, std::string_view text) {
    if (kind == value_kind::date) return text.size() == 10 && is_stored_date(text);
    return kind == value_kind::timestamp && is_of_form(text, "0000-00-00T00:00:00.000Z") && is_stored_date(text);
}
/// A constant text as a value of another type that is stored as such a text.
template <fixed_string Text, class T>
struct stored_text_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out.string(Text);
        return {};
    }
};
template <fixed_string Text, class T>
inline constexpr bool is_constant_node<stored_text_node<Text, T>> = true;
template <fixed_string Text, class T>
constexpr bool is_text_of() {
    if constexpr (has_codec<bare<T>>)
        return type_of<T>->kind == value_kind::text;
    else
        return is_stored_text_of(type_of<T>->kind, Text.view());
}
/// Beside a date, a timestamp or a type of your own, a constant text is a value of that type.
template <literal_value Value, class Other>
struct text_beside {
    static constexpr auto choose() {
        if constexpr (std::same_as<typename literal_node<Value>::value_type, std::string>) {
            if constexpr (is_text_of<Value.value, typename Other::value_type>())
                return std::type_identity<stored_text_node<Value.value, bare<typename Other::value_type>>>{};
            else
                return std::type_identity<literal_node<Value>>{};
        } else {
            return std::type_identity<literal_node<Value>>{};
        }
    }
    using type = typename decltype(choose())::type;
};
template <literal_value Value, class OtherNode, affinity Affinity>
struct node_beside<expression<literal_node<Value>>, OtherNode, Affinity> : text_beside<Value, OtherNode> {};
template <literal_value Value, expression_like R, affinity Affinity>
struct nodes_of_pair<expression<literal_node<Value>>, R, Affinity> {
    using left = typename text_beside<Value, typename R::node>::type;
    using right = typename node_beside<R, left, Affinity>::type;
};
template <class Node>
inline constexpr bool is_text_literal = false;
template <literal_value Value>
inline constexpr bool is_text_literal<literal_node<Value>> = std::same_as<typename literal_node<Value>::value_type, std::string>;
template <class Node>
inline constexpr bool is_time_or_date = type_of_node<Node>->kind == value_kind::date || type_of_node<Node>->kind == value_kind::timestamp;
/// A constant date or timestamp is compared as the text that it is: it has the form of the stored ones.
template <class Node, class... Values>
inline constexpr bool are_time_texts_stored =
    !((is_time_or_date<Node> && is_text_literal<Values>) || ...) && !((is_text_literal<Node> && is_time_or_date<Values>) || ...);
}  // namespace detail

/// A constant written into the text: literal<"x">, literal<0>, literal<true>, literal<JobStatus::queued>. A decimal is a
/// real<"9.99">.
template <literal_value Value>
inline constexpr expression<detail::literal_node<Value>> literal = detail::make_literal<Value>();

namespace detail {
/// Digits, a point and digits, an exponent; a sign before it; within the range of a double.
constexpr bool is_decimal(std::string_view text) {
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t begin = i;
        while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
        return i > begin;
    };
    if (i < text.size() && text[i] == '-') ++i;
    const std::size_t first = i;
    if (!digits()) return false;
    std::int64_t magnitude = static_cast<std::int64_t>(i - first), exponent = 0;
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (!digits()) return false;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        const bool negative = i < text.size() && text[i] == '-';
        if (i < text.size() && (text[i] == '-' || text[i] == '+')) ++i;
        const std::size_t begin = i;
        if (!digits() || i - begin > 4) return false;
        for (std::size_t k = begin; k < i; ++k) exponent = exponent * 10 + (text[k] - '0');
        if (negative) exponent = -exponent;
    }
    std::size_t significant = first;
    for (; significant < text.size() && (text[significant] == '0' || text[significant] == '.'); ++significant)
        magnitude -= text[significant] == '0' ? 1 : 0;
    char leading[3]{};
    for (std::size_t k = significant, n = 0; k < text.size() && n < 3 && text[k] != 'e' && text[k] != 'E'; ++k)
        if (text[k] != '.') leading[n++] = text[k];
    // The largest double is 1.797e308.
    const bool below_limit = leading[0] == '1' && (leading[1] < '7' || (leading[1] == '7' && leading[2] < '9'));
    return i == text.size() && (magnitude + exponent < 309 || (magnitude + exponent == 309 && below_limit));
}
template <fixed_string Text>
struct real_node {
    using value_type = double;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << Text;
        if (Text.view().find_first_of(".eE") == std::string_view::npos) out << ".0";  // else SQLite reads an integer
        return {};
    }
};
template <fixed_string Text>
constexpr expression<real_node<Text>> make_real() {
    constexpr bool decimal = is_decimal(Text.view());
    static_assert(decimal, "squall: real<...> takes the digits of a decimal number as a text");
    return {};
}
}  // namespace detail

/// A constant REAL, written as the text says: price * real<"1.19">, amount / real<"2">.
template <fixed_string Text>
inline constexpr expression<detail::real_node<Text>> real = detail::make_real<Text>();

namespace detail {
template <literal_value Value>
inline constexpr bool is_constant_node<literal_node<Value>> = true;
template <fixed_string Text>
inline constexpr bool is_constant_node<real_node<Text>> = true;

template <class T>
struct null_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "NULL";
        return {.may_be_null = true};
    }
};
template <class Node>
inline constexpr bool is_null_node = false;
template <class T>
inline constexpr bool is_null_node<null_node<T>> = true;
}  // namespace detail

/// NULL, of a type.
template <class T>
inline constexpr expression<detail::null_node<T>> null{};

}  // namespace squall
