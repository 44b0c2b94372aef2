#pragma once
// Expressions. Everything is in the type: an expression object is empty, its node says type, text and precedence.
#include <concepts>
#include <initializer_list>
#include <type_traits>

#include "fixed_string.hpp"
#include "renderer.hpp"

namespace squall {

namespace detail {
/// How tightly an operator binds in SQLite (https://www.sqlite.org/lang_expr.html).
enum precedence : int {
    binds_or = 1,
    binds_and,
    binds_not,
    binds_equal,
    binds_less,
    binds_bits,
    binds_plus,
    binds_times,
    binds_concat,
    binds_whole
};

/// A direction with NULLs on the side that SQLite does not put them: it takes them for the smallest values.
template <class Direction>
struct nulls_on_the_other_side;

template <class Node, class Direction>
struct order_term {
    using node = Node;
    using direction = Direction;
    /// NULLs before all values. So they are in an ascending order anyway.
    constexpr auto nulls_first() const;
    /// NULLs behind all values. So they are in a descending order anyway.
    constexpr auto nulls_last() const;
    static constexpr facts text(renderer& out) {
        const facts known = Node::text(out);
        out << Direction::word;
        return known;
    }
};
}  // namespace detail

struct ascending {
    static constexpr std::string_view word = "";
};
struct descending {
    static constexpr std::string_view word = " DESC";
};

namespace detail {
template <>
struct nulls_on_the_other_side<ascending> {
    static constexpr std::string_view word = " NULLS LAST";
};
template <>
struct nulls_on_the_other_side<descending> {
    static constexpr std::string_view word = " DESC NULLS FIRST";
};
/// Only directions without NULLS FIRST and LAST: those of an index and of a page.
template <class Direction>
inline constexpr bool is_plain_direction = std::same_as<Direction, ascending> || std::same_as<Direction, descending>;

template <class Node, class Direction>
constexpr auto order_term<Node, Direction>::nulls_first() const {
    constexpr bool sorts_down = std::same_as<Direction, descending> || std::same_as<Direction, nulls_on_the_other_side<descending>>;
    return order_term<Node, std::conditional_t<sorts_down, nulls_on_the_other_side<descending>, ascending>>{};
}
template <class Node, class Direction>
constexpr auto order_term<Node, Direction>::nulls_last() const {
    constexpr bool sorts_up = std::same_as<Direction, ascending> || std::same_as<Direction, nulls_on_the_other_side<ascending>>;
    return order_term<Node, std::conditional_t<sorts_up, nulls_on_the_other_side<ascending>, descending>>{};
}
template <class T>
concept character_type =
    std::same_as<T, char> || std::same_as<T, wchar_t> || std::same_as<T, char8_t> || std::same_as<T, char16_t> || std::same_as<T, char32_t>;
/// What literal<...> and in<...>() take. A decimal and a character are distinguished only to be refused.
struct decimal_literal {};
struct character_literal {};
}  // namespace detail

template <class T>
struct literal_value {
    T value;
    constexpr literal_value(T v) : value(v) {}
};
template <std::size_t N>
struct literal_value<fixed_string<N>> {
    fixed_string<N> value;
    constexpr literal_value(const char (&text)[N]) : value(text) {}
};
template <>
struct literal_value<detail::decimal_literal> {
    detail::decimal_literal value{};
    template <std::floating_point T>
    constexpr literal_value(T) {}
};
template <>
struct literal_value<detail::character_literal> {
    detail::character_literal value{};
    template <detail::character_type T>
    constexpr literal_value(T) {}
};
template <std::size_t N>
literal_value(const char (&)[N]) -> literal_value<fixed_string<N>>;
template <std::floating_point T>
literal_value(T) -> literal_value<detail::decimal_literal>;
template <detail::character_type T>
literal_value(T) -> literal_value<detail::character_literal>;

template <fixed_string Name>
struct untyped_parameter;
template <fixed_string Name>
struct list_parameter;

/// An expression of SQL; the column objects of a table are expressions too.
template <class Node>
struct expression {
    using node = Node;
    constexpr detail::order_term<Node, ascending> asc() const { return {}; }
    constexpr detail::order_term<Node, descending> desc() const { return {}; }
    constexpr auto is_null() const;
    constexpr auto is_not_null() const;
    /// = that holds for two nulls as well.
    template <class R>
    constexpr auto is(R) const;
    /// <> that holds for one null and one value as well.
    template <class R>
    constexpr auto is_not(R) const;
    /// One of some constants: in<1, 2>(), in<JobStatus::queued>().
    template <literal_value... Values>
    constexpr auto in() const;
    /// One of list<"…">, or of the values of a query of one column.
    template <class List>
    constexpr auto in(List) const;
    template <class T>
    constexpr void in(std::initializer_list<T>) const {
        constexpr bool is_list = std::is_void_v<T>;
        static_assert(is_list, "squall: in() takes a list<...> or a query of one column; constants are written in<...>()");
    }
    template <literal_value... Values>
    constexpr auto not_in() const;
    /// False for every row when a query returns a null.
    template <class List>
    constexpr auto not_in(List) const;
    template <class Pattern>
    constexpr auto like(Pattern) const;
    template <class Pattern>
    constexpr auto not_like(Pattern) const;
    /// like() with a character that makes the % or _ after it stand for itself: like<"!">(literal<"50!%">).
    template <fixed_string Escape, class Pattern>
    constexpr auto like(Pattern) const;
    template <fixed_string Escape, class Pattern>
    constexpr auto not_like(Pattern) const;
    /// A pattern of *, ? and [a-z]; upper and lower case differ.
    template <class Pattern>
    constexpr auto glob(Pattern) const;
    template <class Pattern>
    constexpr auto not_glob(Pattern) const;
    /// From low to high, both included.
    template <class Low, class High>
    constexpr auto between(Low, High) const;
    /// Below low, or above high.
    template <class Low, class High>
    constexpr auto not_between(Low, High) const;
};

namespace detail {
template <class T>
inline constexpr bool is_expression = false;
template <class Node>
inline constexpr bool is_expression<expression<Node>> = true;
}  // namespace detail

template <class T>
concept expression_like = std::derived_from<T, expression<typename T::node>>;

namespace detail {
template <class T>
inline constexpr bool is_untyped_parameter = false;
template <fixed_string Name>
inline constexpr bool is_untyped_parameter<untyped_parameter<Name>> = true;

/// A bare expression in order_by() sorts ascending.
template <class T>
struct as_order_term {
    static constexpr bool is_term = false;
};
template <class Node, class Direction>
struct as_order_term<order_term<Node, Direction>> {
    static constexpr bool is_term = true;
    using type = order_term<Node, Direction>;
};
template <expression_like E>
struct as_order_term<E> {
    static constexpr bool is_term = true;
    using type = order_term<typename E::node, ascending>;
};
}  // namespace detail

/// What may stand in an expression: an expression, or a param<"…"> that takes its type from the other side.
template <class T>
concept operand = expression_like<std::remove_cvref_t<T>> || detail::is_untyped_parameter<std::remove_cvref_t<T>>;

namespace detail {
template <class Node>
inline constexpr const sql_type* type_of_node = type_of<typename Node::value_type>;

/// Renders a part of an expression, in parentheses where it binds less tightly than what is around it.
template <class Node>
constexpr facts part(renderer& out, int at_least) {
    const bool parentheses = Node::binds < at_least;
    if (parentheses) out << '(';
    const facts known = Node::text(out);
    if (parentheses) out << ')';
    return known;
}
/// Renders nodes with commas between them; null when any of them is.
template <class... Nodes>
constexpr facts comma_separated(renderer& out) {
    facts known;
    [[maybe_unused]] bool first = true;
    ((out << (first ? "" : ", "), known |= Nodes::text(out), first = false), ...);
    return known;
}

// ---- parameters -----------------------------------------------------------------------------------------------------
/// D1 binds every number as REAL, which only a column's affinity turns back into an integer: elsewhere it is cast.
template <fixed_string Name, class T, bool BesideColumn>
struct parameter_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr bool is_raw = BesideColumn;
    static constexpr facts text(renderer& out) {
        constexpr bool cast = !BesideColumn && (is_integer(type_of<T>) || std::same_as<bare<T>, bool>);
        if (cast) out << "CAST(";
        facts known = out.parameter({kept<Name>, type_of<T>});
        known.may_be_null = is_optional<T>;
        if (cast) out << " AS INTEGER)";
        return known;
    }
};
}  // namespace detail

template <fixed_string Name>
struct untyped_parameter {
    static constexpr std::string_view name = Name;
};
template <fixed_string Name>
struct list_parameter {};

namespace detail {
template <fixed_string Name, class T>
struct choose_parameter {
    using type = expression<parameter_node<Name, T, false>>;
};
template <fixed_string Name>
struct choose_parameter<Name, void> {
    using type = untyped_parameter<Name>;
};
}  // namespace detail

/// A value that is bound by name: its type is that of what it is compared with or assigned to, or the one given.
template <fixed_string Name, class T = void>
inline constexpr typename detail::choose_parameter<Name, T>::type param{};
/// A list of any length that is bound by name, as one parameter: column.in(list<"ids">).
template <fixed_string Name>
inline constexpr list_parameter<Name> list{};

namespace detail {
template <class Node>
inline constexpr bool is_column_node = false;
}  // namespace detail

/// What a column's affinity does for a parameter that is compared with it, it does not do in arithmetic.
enum class affinity : bool { none, of_column };

namespace detail {
template <class T, class OtherNode, affinity Affinity>
struct node_beside {
    using type = typename T::node;
};
template <fixed_string Name, class OtherNode, affinity Affinity>
struct node_beside<untyped_parameter<Name>, OtherNode, Affinity> {
    using type = parameter_node<Name, bare<typename OtherNode::value_type>, Affinity == affinity::of_column && is_column_node<OtherNode>>;
};
template <class L, class R, affinity Affinity>
struct nodes_of_pair {
    using left = typename node_beside<L, typename R::node, Affinity>::type;
    using right = typename R::node;
};
template <expression_like L, class R, affinity Affinity>
struct nodes_of_pair<L, R, Affinity> {
    using left = typename L::node;
    using right = typename node_beside<R, left, Affinity>::type;
};

/// What SQLite reads as a bare constant.
template <class Node>
inline constexpr bool is_constant_node = false;
}  // namespace detail

namespace detail {
// ---- names ----------------------------------------------------------------------------------------------------------
/// The name that an expression has in a result without as<>().
template <class Node>
inline constexpr std::string_view name_of_node{};

/// Only a result column is written with its name (render_result in select.hpp); anywhere else it is the expression itself.
template <fixed_string Name, class Node>
struct named_node {
    using value_type = typename Node::value_type;
    static constexpr int binds = Node::binds;
    static constexpr facts text(renderer& out) { return Node::text(out); }
};
template <fixed_string Name, class Node>
inline constexpr std::string_view name_of_node<named_node<Name, Node>> = kept<Name>;
}  // namespace detail

template <class Node>
struct unnamed {
    using type = Node;
};
template <fixed_string Name, class Node>
struct unnamed<detail::named_node<Name, Node>> : unnamed<Node> {};

namespace detail {
template <fixed_string Name, class Node>
inline constexpr bool is_constant_node<named_node<Name, Node>> = is_constant_node<Node>;
}  // namespace detail

/// Names a selected expression. The same object in where(), group_by(), having() or order_by() is the expression again.
template <fixed_string Name, expression_like E>
constexpr auto as(E) {
    return expression<detail::named_node<Name, typename E::node>>{};
}

/// A parameter alone has no type.
template <fixed_string Name, fixed_string Parameter>
constexpr void as(untyped_parameter<Parameter>) {
    constexpr bool has_type = Name.view().empty() && Parameter.view().empty();
    static_assert(has_type, "squall: a parameter that stands beside nothing needs a type, behind its name");
}

}  // namespace squall
