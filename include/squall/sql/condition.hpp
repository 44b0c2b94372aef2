#pragma once
// What joins and tests conditions: && || !, in, like, between, null tests, and conditions chosen at run time.
#include "operators.hpp"

namespace squall {

namespace detail {
template <class Node>
inline constexpr bool is_boolean_node = std::same_as<bare<typename Node::value_type>, bool>;
}  // namespace detail

/// An expression that is true, false or null.
template <class T>
concept condition = expression_like<T> && detail::is_boolean_node<typename T::node>;

namespace detail {
/// A condition that is part of the statement only when the value of that name is given (or true).
template <fixed_string Name, class Node>
struct optional_node {
    using value_type = bool;
    static constexpr int binds = binds_and;
    static constexpr facts text(renderer& out) {
        out.report(statement_fault::optional_inside);
        return Node::text(out);
    }
};
template <class Node>
struct optional_parts {
    static constexpr bool is_optional = false;
};
template <fixed_string Name, class Node>
struct optional_parts<optional_node<Name, Node>> {
    static constexpr bool is_optional = true;
    static constexpr facts text(renderer& out, std::string_view before) {
        out.begin_piece(kept<Name>);
        out << before;
        const facts known = part<Node>(out, binds_and);
        out.end_piece();
        return known;
    }
};
/// True when the condition holds something that is always there.
template <class Node>
inline constexpr bool always_there = !optional_parts<Node>::is_optional;

template <class L, class R>
struct and_node {
    using value_type = bool;
    static constexpr int binds = binds_and;
    static constexpr facts text(renderer& out) {
        facts known;
        if constexpr (optional_parts<L>::is_optional) {
            out << '1';
            known |= optional_parts<L>::text(out, " AND ");
        } else {
            known |= part<L>(out, binds_and);
        }
        if constexpr (optional_parts<R>::is_optional) {
            known |= optional_parts<R>::text(out, " AND ");
        } else {
            out << " AND ";
            known |= part<R>(out, binds_and + 1);
        }
        return known;
    }
};
template <class L, class R>
inline constexpr bool always_there<and_node<L, R>> = always_there<L> || always_there<R>;

/// SQLite's parser makes 0 of false AND x, and ORDER BY takes a number for a column's place.
template <class Node>
inline constexpr bool is_false_node = false;
template <literal_value Value>
    requires std::same_as < typename literal_node<Value>::value_type,
bool > inline constexpr bool is_false_node<literal_node<Value>> = !Value.value;
template <fixed_string Name, class Node>
inline constexpr bool is_false_node<named_node<Name, Node>> = is_false_node<Node>;
template <class L, class R>
inline constexpr bool is_false_node<and_node<L, R>> = is_false_node<L> || is_false_node<R>;
template <class L, class R>
inline constexpr bool is_constant_node<and_node<L, R>> = is_false_node<and_node<L, R>>;

template <class L, class R>
constexpr void check_conditions() {
    constexpr bool both_conditions = condition<L> && condition<R>;
    static_assert(both_conditions, "squall: && and || need a condition on both sides");
}
}  // namespace detail

template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator&&(L, R) {
    detail::check_conditions<L, R>();
    if constexpr (condition<L> && condition<R>)
        return expression<detail::and_node<typename L::node, typename R::node>>{};
    else
        return expression<detail::null_node<bool>>{};
}
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator||(L, R) {
    detail::check_conditions<L, R>();
    if constexpr (condition<L> && condition<R>)
        return expression<detail::binary_node<" OR ", detail::binds_or, typename L::node, typename R::node, bool>>{};
    else
        return expression<detail::null_node<bool>>{};
}
template <expression_like E>
constexpr auto operator!(E) {
    constexpr bool is_condition = condition<E>;
    static_assert(is_condition, "squall: ! needs a condition; ~ negates the bits of an integer");
    return expression<detail::around_node<"NOT ", "", detail::binds_not, detail::binds_not, typename E::node, bool>>{};
}

/// A condition chosen at run time: it stands in the statement when the bound value of that name is given, and for a
/// boolean when it is true. Only between && in where(), having() and join().
template <fixed_string Name, condition E>
constexpr auto when(E) {
    return expression<detail::optional_node<Name, typename E::node>>{};
}

namespace detail {
// ---- in -------------------------------------------------------------------------------------------------------------
template <fixed_string Name, class T>
struct listed_values {
    static constexpr query_facts text(renderer& out) {
        out.use_table("json_each");
        out << (std::same_as<T, blob> ? "SELECT unhex(value) FROM json_each(" : "SELECT value FROM json_each(");
        out.parameter({kept<Name>, type_of<T>, true});  // the argument's check lets no null be an element
        out << ')';
        return {};
    }
};
template <literal_value... Values>
struct constant_values {
    static constexpr query_facts text(renderer& out) {
        comma_separated<literal_node<Values>...>(out);
        return {};
    }
};
template <fixed_string Op, class Node, class Values>
struct in_node {
    using value_type = bool;
    static constexpr int binds = binds_equal;
    /// Null where the values hold a null and none of them is the one looked for.
    static constexpr facts text(renderer& out) {
        facts known = part<Node>(out, binds_less);
        out << Op << '(';
        const facts values = Values::text(out).value();
        out << ')';
        if (is_time_node<Node> && known.has_two_time_forms != values.has_two_time_forms) out.report(statement_fault::two_time_forms);
        return known | values;
    }
};

/// The node of a query's one column; void where it has more.
template <class Query>
struct only_column {
    using node = void;
};
/// What in() takes: Values renders them, Element is their node, void where they have not one column.
template <class T, class Node>
struct in_operand {
    static constexpr bool is_one = false;
};
template <fixed_string Name, class Node>
struct in_operand<list_parameter<Name>, Node> {
    static constexpr bool is_one = true;
    using values = listed_values<Name, bare<typename Node::value_type>>;
    using element = Node;
};
}  // namespace detail

template <class Query, class Node>
    requires requires { typename Query::is_select; }
struct detail::in_operand<Query, Node> {
    static constexpr bool is_one = !std::is_void_v<typename detail::only_column<Query>::node>;
    using values = Query;
    using element = typename detail::only_column<Query>::node;
};

namespace detail {
template <fixed_string Op, class Node, class List>
constexpr auto in_values() {
    using operand = in_operand<List, Node>;
    static_assert(operand::is_one, "squall: in() takes a list<...> or a query of one column; constants are written in<...>()");
    if constexpr (operand::is_one) {
        constexpr bool same_kind = comparable(type_of_node<Node>, type_of_node<typename operand::element>);
        static_assert(same_kind, "squall: the query in in() selects another type than the value it is compared with");
        return expression<in_node<Op, Node, typename operand::values>>{};
    } else {
        return expression<null_node<bool>>{};
    }
}
template <fixed_string Op, class Node, literal_value... Values>
constexpr auto in_constants() {
    constexpr bool has_values = sizeof...(Values) > 0;
    static_assert(has_values, "squall: in<...>() needs a value; in(list<...>) takes a list that may be empty");
    (check_literal<Values>(), ...);
    constexpr bool is_stored_so = are_time_texts_stored<Node, typename text_beside<Values, Node>::type...>;
    static_assert(is_stored_so, "squall: a constant date is written as 2026-01-31, a constant timestamp as 2026-01-31T12:00:00.000Z");
    constexpr bool same_kind =
        !is_stored_so || (comparable(type_of_node<Node>, type_of_node<typename text_beside<Values, Node>::type>) && ...);
    static_assert(same_kind, "squall: every value of in<...>() must be of the column's type");
    return expression<in_node<Op, Node, constant_values<Values...>>>{};
}
}  // namespace detail

template <class Node>
template <literal_value... Values>
constexpr auto expression<Node>::in() const {
    return detail::in_constants<" IN ", Node, Values...>();
}
template <class Node>
template <literal_value... Values>
constexpr auto expression<Node>::not_in() const {
    return detail::in_constants<" NOT IN ", Node, Values...>();
}
template <class Node>
template <class List>
constexpr auto expression<Node>::in(List) const {
    return detail::in_values<" IN ", Node, List>();
}
template <class Node>
template <class List>
constexpr auto expression<Node>::not_in(List) const {
    return detail::in_values<" NOT IN ", Node, List>();
}

// ---- like, between --------------------------------------------------------------------------------------------------
template <fixed_string Op, class Node, class Pattern>
constexpr auto match() {
    constexpr bool textual = detail::is_textual(detail::type_of_node<Node>);
    static_assert(textual, "squall: like() needs a text on its left");
    return detail::compare<Op, detail::binds_equal, expression<Node>, Pattern>();
}
template <class Node>
template <class Pattern>
constexpr auto expression<Node>::like(Pattern) const {
    return match<" LIKE ", Node, Pattern>();
}
template <class Node>
template <class Pattern>
constexpr auto expression<Node>::not_like(Pattern) const {
    return match<" NOT LIKE ", Node, Pattern>();
}

template <class Node>
template <class Pattern>
constexpr auto expression<Node>::glob(Pattern) const {
    return match<" GLOB ", Node, Pattern>();
}
template <class Node>
template <class Pattern>
constexpr auto expression<Node>::not_glob(Pattern) const {
    return match<" NOT GLOB ", Node, Pattern>();
}

namespace detail {
template <class Like, fixed_string Escape>
struct escape_node {
    using value_type = bool;
    static constexpr int binds = binds_equal;
    static constexpr facts text(renderer& out) {
        const facts known = Like::text(out);
        out << " ESCAPE ";
        out.string(Escape);
        return known;
    }
};
template <fixed_string Op, fixed_string Escape, class Node, class Pattern>
constexpr auto match_escaped() {
    constexpr bool is_one_character = Escape.view().size() == 1;
    static_assert(is_one_character, "squall: like<...>() takes one character of ASCII, which escapes % and _");
    return expression<escape_node<typename decltype(match<Op, Node, Pattern>())::node, Escape>>{};
}
}  // namespace detail

template <class Node>
template <fixed_string Escape, class Pattern>
constexpr auto expression<Node>::like(Pattern) const {
    return detail::match_escaped<" LIKE ", Escape, Node, Pattern>();
}
template <class Node>
template <fixed_string Escape, class Pattern>
constexpr auto expression<Node>::not_like(Pattern) const {
    return detail::match_escaped<" NOT LIKE ", Escape, Node, Pattern>();
}

namespace detail {
template <fixed_string Op, class E, class Low, class High>
struct between_node {
    using value_type = bool;
    static constexpr int binds = binds_equal;
    static constexpr facts text(renderer& out) {
        facts known = part<E>(out, binds_less);
        out << Op;
        known |= part<Low>(out, binds_less);
        out << " AND ";
        known |= part<High>(out, binds_less);
        if (is_time_node<E> && known.has_two_time_forms) out.report(statement_fault::two_time_forms);
        return known;
    }
};
template <fixed_string Op, class Node, class Low, class High>
constexpr auto between_values() {
    check_no_null<Low, High>();
    constexpr bool written_as_sql = operand<Low> && operand<High>;
    static_assert(written_as_sql, "squall: a C++ value in a query is written literal<...> (a constant) or param<...> (bound at run time)");
    if constexpr (written_as_sql) {
        using low = typename node_beside<Low, Node, affinity::of_column>::type;
        using high = typename node_beside<High, Node, affinity::of_column>::type;
        constexpr bool is_stored_so = are_time_texts_stored<Node, low, high>;
        static_assert(is_stored_so, "squall: a constant date is written as 2026-01-31, a constant timestamp as 2026-01-31T12:00:00.000Z");
        constexpr bool same_kind =
            !is_stored_so || (comparable(type_of_node<Node>, type_of_node<low>) && comparable(type_of_node<Node>, type_of_node<high>));
        static_assert(same_kind, "squall: both sides of a comparison must hold the same type of value");
        return expression<between_node<Op, Node, low, high>>{};
    } else {
        return expression<null_node<bool>>{};
    }
}
}  // namespace detail

template <class Node>
template <class Low, class High>
constexpr auto expression<Node>::between(Low, High) const {
    return detail::between_values<" BETWEEN ", Node, Low, High>();
}
template <class Node>
template <class Low, class High>
constexpr auto expression<Node>::not_between(Low, High) const {
    return detail::between_values<" NOT BETWEEN ", Node, Low, High>();
}

namespace detail {
// ---- null -----------------------------------------------------------------------------------------------------------
/// Never null themselves, whatever they look at.
template <fixed_string After, class E>
struct null_test_node {
    using value_type = bool;
    static constexpr int binds = binds_equal;
    static constexpr facts text(renderer& out) {
        const facts known = part<E>(out, binds_less);
        out << After;
        return known.null_if(false);
    }
};
/// SQLite's parser makes 0 or 1 of a constant's null test, too.
template <fixed_string After, class E>
inline constexpr bool is_constant_node<null_test_node<After, E>> = is_constant_node<E>;
template <fixed_string Op, class L, class R>
inline constexpr bool is_constant_node<is_node<Op, L, R>> = (is_constant_node<L> && is_null_node<typename unnamed<R>::type>) ||
                                                            (is_null_node<typename unnamed<L>::type> && is_constant_node<R>);
template <class E>
inline constexpr bool is_false_node<null_test_node<" IS NULL", E>> = is_constant_node<E>;
template <class L, class R>
inline constexpr bool is_false_node<is_node<" IS ", L, R>> = is_constant_node<is_node<" IS ", L, R>>;
}  // namespace detail

template <class Node>
constexpr auto expression<Node>::is_null() const {
    return expression<detail::null_test_node<" IS NULL", Node>>{};
}
template <class Node>
constexpr auto expression<Node>::is_not_null() const {
    return expression<detail::null_test_node<" IS NOT NULL", Node>>{};
}

namespace detail {
template <fixed_string Op, class L, class R>
constexpr auto compare_is() {
    using compared = decltype(compare<Op, binds_equal, expression<L>, R>());
    return expression<typename never_null_comparison<typename compared::node>::type>{};
}
}  // namespace detail

template <class Node>
template <class R>
constexpr auto expression<Node>::is(R) const {
    return detail::compare_is<" IS ", Node, R>();
}
template <class Node>
template <class R>
constexpr auto expression<Node>::is_not(R) const {
    return detail::compare_is<" IS NOT ", Node, R>();
}

}  // namespace squall
