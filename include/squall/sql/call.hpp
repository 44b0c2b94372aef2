#pragma once
// Functions of one row. A function is null when any argument is, unless it says otherwise.
#include "condition.hpp"

namespace squall {

namespace detail {
// ---- plain functions ------------------------------------------------------------------------------------------------
/// name(a, b, …); null when any argument is.
template <fixed_string Name, class T, class... Nodes>
struct call_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << Name << '(';
        const facts known = comma_separated<Nodes...>(out);
        out << ')';
        return known;
    }
};
/// A parameter inside a function stands beside no column: it needs the type of the argument before it.
template <class E, class FirstNode>
using argument_node = typename node_beside<E, FirstNode, affinity::none>::type;

template <class... Nodes>
constexpr void check_texts() {
    constexpr bool textual = (is_kept_as_text(type_of_node<Nodes>) && ...);
    static_assert(textual, "squall: this function needs a text; cast<std::string>() makes one of a number");
}
template <class Node>
inline constexpr bool is_blob_node = type_of_node<Node>->kind == value_kind::blob;
template <class Node>
constexpr void check_text_or_blob() {
    constexpr bool has_bytes = is_kept_as_text(type_of_node<Node>) || is_blob_node<Node>;
    static_assert(has_bytes, "squall: this function needs a text or a blob; cast<std::string>() makes a text of a number");
}
/// Of a text a text, of a blob a blob.
template <class Node>
using part_of_text = std::conditional_t<is_blob_node<Node>, blob, std::string>;
template <class... Nodes>
constexpr void check_numbers() {
    constexpr bool numeric = (is_number(type_of_node<Nodes>) && ...);
    static_assert(numeric, "squall: this function needs a number; cast<double>() and cast<std::int64_t>() make one of a text");
}
template <class... Nodes>
constexpr void check_integers() {
    constexpr bool integral = (is_integer(type_of_node<Nodes>) && ...);
    static_assert(integral, "squall: a position, a count of characters or of digits is an integer");
}

template <fixed_string Name, class T, class L, class R>
struct of_both_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        const facts known = call_node<Name, T, L, R>::text(out);
        if (is_time_node<L> && known.has_two_time_forms) out.report(statement_fault::two_time_forms);
        return known;
    }
};
template <fixed_string Name, class L, class R>
constexpr auto of_both() {
    using left = typename L::node;
    using right = argument_node<R, left>;
    constexpr bool same_kind = comparable(type_of_node<left>, type_of_node<right>);
    static_assert(same_kind, "squall: greatest() and least() need two values of one type");
    return expression<of_both_node<Name, either_type<typename left::value_type, typename right::value_type>, left, right>>{};
}
}  // namespace detail

namespace detail {
template <class E>
struct hex_node {
    using value_type = std::string;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return call_node<"hex", std::string, E>::text(out).null_if(false); }
};
}  // namespace detail

template <expression_like E>
constexpr auto lower(E) {
    detail::check_texts<typename E::node>();
    return expression<detail::call_node<"lower", std::string, typename E::node>>{};
}
template <expression_like E>
constexpr auto upper(E) {
    detail::check_texts<typename E::node>();
    return expression<detail::call_node<"upper", std::string, typename E::node>>{};
}
/// Characters of a text, bytes of a blob.
template <expression_like E>
constexpr auto length(E) {
    detail::check_text_or_blob<typename E::node>();
    return expression<detail::call_node<"length", std::int64_t, typename E::node>>{};
}
template <expression_like E>
constexpr auto trim(E) {
    detail::check_texts<typename E::node>();
    return expression<detail::call_node<"trim", std::string, typename E::node>>{};
}
template <expression_like E>
constexpr auto abs(E) {
    detail::check_numbers<typename E::node>();
    return expression<detail::call_node<"abs", bare<typename E::node::value_type>, typename E::node>>{};
}
/// The position of needle in text, from 1; 0 when it is not there.
template <expression_like E, operand N>
constexpr auto position(E, N) {
    detail::check_texts<typename E::node, detail::argument_node<N, typename E::node>>();
    return expression<detail::call_node<"instr", std::int64_t, typename E::node, detail::argument_node<N, typename E::node>>>{};
}
/// count characters of text from first, which is 1 for the first; of a blob, bytes.
template <expression_like E, expression_like First, expression_like Count>
constexpr auto substring(E, First, Count) {
    using node = typename E::node;
    detail::check_text_or_blob<node>();
    detail::check_integers<typename First::node, typename Count::node>();
    return expression<detail::call_node<"substr", detail::part_of_text<node>, node, typename First::node, typename Count::node>>{};
}
template <expression_like E, expression_like Digits>
constexpr auto round(E, Digits) {
    detail::check_numbers<typename E::node>();
    detail::check_integers<typename Digits::node>();
    return expression<detail::call_node<"round", double, typename E::node, typename Digits::node>>{};
}
/// The text from first, which is 1 for the first character; of a blob, the bytes.
template <expression_like E, expression_like First>
constexpr auto substring(E, First) {
    using node = typename E::node;
    detail::check_text_or_blob<node>();
    detail::check_integers<typename First::node>();
    return expression<detail::call_node<"substr", detail::part_of_text<node>, node, typename First::node>>{};
}
template <expression_like E>
constexpr auto round(E) {
    detail::check_numbers<typename E::node>();
    return expression<detail::call_node<"round", double, typename E::node>>{};
}
/// Without the white space at the beginning, or at the end.
template <expression_like E>
constexpr auto ltrim(E) {
    detail::check_texts<typename E::node>();
    return expression<detail::call_node<"ltrim", std::string, typename E::node>>{};
}
template <expression_like E>
constexpr auto rtrim(E) {
    detail::check_texts<typename E::node>();
    return expression<detail::call_node<"rtrim", std::string, typename E::node>>{};
}
/// The text with every occurrence of `from` replaced by `to`; an empty `from` replaces nothing.
template <expression_like E, operand From, operand To>
constexpr auto replace(E, From, To) {
    using from = detail::argument_node<From, typename E::node>;
    using to = detail::argument_node<To, typename E::node>;
    detail::check_texts<typename E::node, from, to>();
    return expression<detail::call_node<"replace", std::string, typename E::node, from, to>>{};
}
/// The bytes of a text in UTF-8, or of a blob, as hexadecimal digits; an empty text of null.
template <expression_like E>
constexpr auto hex(E) {
    detail::check_text_or_blob<typename E::node>();
    return expression<detail::hex_node<typename E::node>>{};
}
/// -1, 0 or 1.
template <expression_like E>
constexpr auto sign(E) {
    detail::check_numbers<typename E::node>();
    return expression<detail::call_node<"sign", std::int64_t, typename E::node>>{};
}
/// Two texts one after the other.
template <expression_like L, operand R>
constexpr auto concat(L, R) {
    detail::check_texts<typename L::node, detail::argument_node<R, typename L::node>>();
    return expression<
        detail::binary_node<" || ", detail::binds_concat, typename L::node, detail::argument_node<R, typename L::node>, std::string>>{};
}
namespace detail {
/// A parameter that stands first takes its type from the value behind it.
template <fixed_string Name, class E>
using parameter_before = expression<parameter_node<Name, bare<typename E::node::value_type>, false>>;
}  // namespace detail
template <fixed_string Name, expression_like R, operand... More>
constexpr auto concat(untyped_parameter<Name>, R right, More... more) {
    return concat(detail::parameter_before<Name, R>{}, right, more...);
}
/// More texts, one after the other.
template <expression_like L, operand R, operand... More>
    requires(sizeof...(More) > 0)
constexpr auto concat(L left, R right, More... more) { return concat(concat(left, right), more...); }
/// The larger of two values; null when either is. (Of many rows: max().)
template <expression_like L, operand R>
constexpr auto greatest(L, R) {
    return detail::of_both<"max", L, R>();
}
/// The smaller of two values; null when either is. (Of many rows: min().)
template <expression_like L, operand R>
constexpr auto least(L, R) {
    return detail::of_both<"min", L, R>();
}
template <fixed_string Name, expression_like R, operand... More>
constexpr auto greatest(untyped_parameter<Name>, R right, More... more) {
    return greatest(detail::parameter_before<Name, R>{}, right, more...);
}
template <fixed_string Name, expression_like R, operand... More>
constexpr auto least(untyped_parameter<Name>, R right, More... more) {
    return least(detail::parameter_before<Name, R>{}, right, more...);
}
/// The largest and the smallest of more values; null when any is.
template <expression_like L, operand R, operand... More>
    requires(sizeof...(More) > 0)
constexpr auto greatest(L left, R right, More... more) { return greatest(greatest(left, right), more...); }
template <expression_like L, operand R, operand... More>
    requires(sizeof...(More) > 0)
constexpr auto least(L left, R right, More... more) { return least(least(left, right), more...); }
/// How many rows the statement before this one in the batch inserted, updated or deleted.
inline constexpr expression<detail::call_node<"changes", std::int64_t>> changes{};

namespace detail {
template <fixed_string SqlType, class T, class E>
struct cast_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "CAST(";
        const facts known = E::text(out);
        out << " AS " << SqlType << ')';
        return known;
    }
};
template <class T, class E>
inline constexpr bool is_real_node<cast_node<"REAL", T, E>> = true;
template <class... Nodes>
inline constexpr bool is_real_node<call_node<"round", double, Nodes...>> = true;

template <fixed_string Collation, class E>
struct collate_node {
    using value_type = typename E::value_type;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        const facts known = part<E>(out, binds_whole);
        out << " COLLATE " << Collation;
        return known;
    }
};
}  // namespace detail

/// A text that is compared and sorted by a collation: collate<"NOCASE">(t.name) ignores the case of A to Z, RTRIM spaces at the end.
template <fixed_string Collation, expression_like E>
constexpr auto collate(E) {
    detail::check_texts<typename E::node>();
    constexpr bool is_known = Collation.view() == "NOCASE" || Collation.view() == "RTRIM" || Collation.view() == "BINARY";
    static_assert(is_known, "squall: the collations of SQLite are NOCASE, RTRIM and BINARY");
    return expression<detail::collate_node<Collation, typename E::node>>{};
}

template <class T>
    requires std::same_as<T, double>
constexpr auto cast(expression_like auto e) { return expression<detail::cast_node<"REAL", double, typename decltype(e)::node>>{}; }
template <class T>
    requires std::same_as<T, std::int64_t>
constexpr auto cast(expression_like auto e) { return expression<detail::cast_node<"INTEGER", std::int64_t, typename decltype(e)::node>>{}; }
template <class T>
    requires std::same_as<T, bigint>
constexpr auto cast(expression_like auto e) { return expression<detail::cast_node<"INTEGER", bigint, typename decltype(e)::node>>{}; }
/// The bytes of a text in UTF-8.
template <class T>
    requires std::same_as<T, blob>
constexpr auto cast(expression_like auto e) { return expression<detail::cast_node<"BLOB", blob, typename decltype(e)::node>>{}; }
template <class T>
    requires std::same_as<T, std::string>
constexpr auto cast(expression_like auto e) { return expression<detail::cast_node<"TEXT", std::string, typename decltype(e)::node>>{}; }

template <class T>
constexpr auto cast(expression_like auto) {
    constexpr bool is_castable = std::same_as<T, std::string> || std::same_as<T, std::int64_t> || std::same_as<T, bigint> ||
                                 std::same_as<T, double> || std::same_as<T, blob>;
    static_assert(is_castable, "squall: cast<T>() makes a std::string, an std::int64_t, a bigint, a double or a blob; fn<...>() has dates");
}

namespace detail {
// ---- null-ness ------------------------------------------------------------------------------------------------------
template <class First, class... Rest>
struct all_types {
    using type = bare<typename First::value_type>;
};
template <class First, class Second, class... Rest>
struct all_types<First, Second, Rest...> {
    using type = either_type<typename First::value_type, typename all_types<Second, Rest...>::type>;
};
template <class... Nodes>
using type_of_all = typename all_types<Nodes...>::type;
/// The first value that is not null; may be null only when all of them may.
template <class T, class... Nodes>
struct coalesce_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "coalesce(";
        facts known, never;
        bool first = true, found = false;
        const auto add = [&](facts one) {
            if (!one.may_be_null && (!found || one.null_with.empty())) never = one, found = true;
            known |= one;
        };
        ((out << (first ? "" : ", "), add(Nodes::text(out)), first = false), ...);
        out << ')';
        known.may_be_null = !found;
        known.null_with = never.null_with;
        return known;
    }
};
template <class T, class... Nodes>
inline constexpr bool is_real_node<coalesce_node<T, Nodes...>> = (is_real_node<Nodes> && ...);
}  // namespace detail

template <expression_like E, operand... Rest>
constexpr auto coalesce(E, Rest...) {
    constexpr bool several = sizeof...(Rest) > 0;
    static_assert(several, "squall: coalesce() takes two values or more");
    constexpr bool same_kind =
        (comparable(detail::type_of_node<typename E::node>, detail::type_of_node<detail::argument_node<Rest, typename E::node>>) && ...);
    static_assert(same_kind, "squall: the values of coalesce() must be of one type");
    return expression<detail::coalesce_node<detail::type_of_all<typename E::node, detail::argument_node<Rest, typename E::node>...>,
                                            typename E::node, detail::argument_node<Rest, typename E::node>...>>{};
}

/// coalesce(param<"name">, t.name): the parameter has the type of the value behind it.
template <fixed_string Name, expression_like E, operand... Rest>
constexpr auto coalesce(untyped_parameter<Name>, E second, Rest... rest) {
    return coalesce(detail::parameter_before<Name, E>{}, second, rest...);
}

namespace detail {
template <class Node, class Other>
struct nullif_node {
    using value_type = bare<typename Node::value_type>;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "nullif(";
        const facts left = Node::text(out);
        out << ", ";
        const facts right = Other::text(out);
        out << ')';
        if (is_time_node<Node> && left.has_two_time_forms != right.has_two_time_forms) out.report(statement_fault::two_time_forms);
        return (left | right).null_if(true);
    }
};
}  // namespace detail

/// The value, or null where it is the other one.
template <expression_like E, operand Other>
constexpr auto nullif(E, Other) {
    using other = detail::argument_node<Other, typename E::node>;
    constexpr bool same_kind = comparable(detail::type_of_node<typename E::node>, detail::type_of_node<other>);
    static_assert(same_kind, "squall: nullif() needs two values of one type");
    return expression<detail::nullif_node<typename E::node, other>>{};
}

namespace detail {
template <class E>
struct never_null_node {
    using value_type = typename E::value_type;
    static constexpr int binds = E::binds;
    static constexpr facts text(renderer& out) { return E::text(out).null_if(false); }
};
template <class E>
inline constexpr bool is_constant_node<never_null_node<E>> = is_constant_node<E>;
template <class E>
inline constexpr bool is_real_node<never_null_node<E>> = is_real_node<E>;
}  // namespace detail

/// Says that an expression is never null here, where that cannot be read off its parts (a join that always finds).
template <expression_like E>
constexpr auto never_null(E) {
    return expression<detail::never_null_node<typename E::node>>{};
}

}  // namespace squall
