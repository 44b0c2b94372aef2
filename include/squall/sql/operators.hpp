#pragma once
// Comparison and arithmetic. Both sides must hold the same type of value; a param<"…"> takes it from the other side.
#include "literal.hpp"

namespace squall {

namespace detail {
template <fixed_string Op, precedence Binds, class L, class R, class T>
struct binary_node {
    using value_type = T;
    static constexpr int binds = Binds;
    static constexpr facts text(renderer& out) {
        facts known = part<L>(out, Binds);
        out << Op;
        known |= part<R>(out, Binds + 1);
        return known;
    }
};
template <class Node>
inline constexpr bool is_time_node = std::same_as<bare<typename Node::value_type>, timestamp>;

/// Timestamps of two stored forms do not sort as text, and one time has two texts; two such columns may contain the same text.
template <fixed_string Op, precedence Binds, class L, class R>
struct comparison_node {
    using value_type = bool;
    static constexpr int binds = Binds;
    static constexpr facts text(renderer& out) {
        const facts left = part<L>(out, Binds + 1);
        out << Op;
        const facts right = part<R>(out, Binds + 1);
        if (is_time_node<L> && (Binds == binds_less ? left.has_two_time_forms || right.has_two_time_forms
                                                    : left.has_two_time_forms != right.has_two_time_forms))
            out.report(statement_fault::two_time_forms);
        return left | right;
    }
};
/// IS and IS NOT: never null.
template <fixed_string Op, class L, class R>
struct is_node {
    using value_type = bool;
    static constexpr int binds = binds_equal;
    static constexpr facts text(renderer& out) { return comparison_node<Op, binds_equal, L, R>::text(out).null_if(false); }
};
template <class Node>
struct never_null_comparison {
    using type = Node;
};
template <fixed_string Op, precedence Binds, class L, class R>
struct never_null_comparison<comparison_node<Op, Binds, L, R>> {
    using type = is_node<Op, L, R>;
};
/// / and %: null where the divisor is 0, which only a constant other than 0 is not. (% takes the whole part of its divisor.)
template <class Node>
inline constexpr bool is_never_zero = false;
template <literal_value Value>
    requires std::same_as<typename literal_node<Value>::value_type, std::int64_t>
inline constexpr bool is_never_zero<literal_node<Value>> = Value.value != 0;
template <fixed_string Text>
inline constexpr bool is_never_zero<real_node<Text>> = [] {
    const std::string_view digits = Text.view().substr(0, Text.view().find_first_of("eE"));
    // 0.1e-999 is 0 to SQLite
    return digits.find_first_of("123456789") != std::string_view::npos && digits.size() == Text.view().size();
}();
template <fixed_string Op, class L, class R, class T>
struct division_node {
    using value_type = T;
    static constexpr int binds = binds_times;
    static constexpr facts text(renderer& out) {
        facts known = binary_node<Op, binds_times, L, R, T>::text(out);
        known.may_be_null = known.may_be_null || !is_never_zero<R>;
        return known;
    }
};
template <fixed_string Before, fixed_string After, int Binds, int Inside, class E, class T>
struct around_node {
    using value_type = T;
    static constexpr int binds = Binds;
    static constexpr facts text(renderer& out) {
        out << Before;
        const facts known = part<E>(out, Inside);
        out << After;
        return known;
    }
};

template <class L, class R>
concept one_expression = expression_like<std::remove_cvref_t<L>> || expression_like<std::remove_cvref_t<R>>;

template <class T>
inline constexpr bool is_null_operand = std::same_as<T, std::nullptr_t>;
template <expression_like E>
inline constexpr bool is_null_operand<E> = is_null_node<typename unnamed<typename E::node>::type>;
/// IS and IS NOT compare with NULL; everything else is null then, and no condition holds.
template <class... Operands>
constexpr bool check_no_null() {
    constexpr bool may_hold = !(is_null_operand<std::remove_cvref_t<Operands>> || ...);
    static_assert(may_hold, "squall: a comparison with null never holds; use is_null() or is_not_null()");
    return may_hold;
}

template <fixed_string Op, precedence Binds, class L, class R>
constexpr auto compare() {
    constexpr bool takes_null = Op.view().starts_with(" IS ");
    constexpr bool may_hold = takes_null || !(is_null_operand<std::remove_cvref_t<L>> || is_null_operand<std::remove_cvref_t<R>>);
    static_assert(may_hold, "squall: a comparison with null never holds; use is_null() or is_not_null()");
    constexpr bool written_as_sql = !may_hold || (operand<L> && operand<R>);
    static_assert(written_as_sql, "squall: a C++ value in a query is written literal<...> (a constant) or param<...> (bound at run time)");
    if constexpr (may_hold && written_as_sql) {
        using pair = nodes_of_pair<L, R, affinity::of_column>;
        constexpr bool is_stored_so = are_time_texts_stored<typename pair::left, typename pair::right>;
        static_assert(is_stored_so, "squall: a constant date is written as 2026-01-31, a constant timestamp as 2026-01-31T12:00:00.000Z");
        constexpr bool same_kind = !is_stored_so || comparable(type_of_node<typename pair::left>, type_of_node<typename pair::right>);
        static_assert(same_kind, "squall: both sides of a comparison must hold the same type of value");
        return expression<comparison_node<Op, Binds, typename pair::left, typename pair::right>>{};
    } else {
        return expression<null_node<bool>>{};
    }
}
}  // namespace detail

template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator==(L, R) { return detail::compare<" = ", detail::binds_equal, L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator!=(L, R) { return detail::compare<" <> ", detail::binds_equal, L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator<(L, R) { return detail::compare<" < ", detail::binds_less, L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator<=(L, R) { return detail::compare<" <= ", detail::binds_less, L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator>(L, R) { return detail::compare<" > ", detail::binds_less, L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator>=(L, R) { return detail::compare<" >= ", detail::binds_less, L, R>(); }

namespace detail {
template <class Node>
inline constexpr bool is_real_type = type_of_node<Node>->kind == value_kind::real;
/// Whether SQLite holds the value as a REAL for certain. A value of type double may be an INTEGER to SQLite (2 in a JSON document,
/// a literal<0> in coalesce()), and two INTEGERs divide without what stands behind the point.
template <class Node>
inline constexpr bool is_real_node = false;
template <fixed_string Text>
inline constexpr bool is_real_node<real_node<Text>> = true;
template <fixed_string Name, bool BesideColumn>
inline constexpr bool is_real_node<parameter_node<Name, double, BesideColumn>> = true;
template <fixed_string Name, class Node>
inline constexpr bool is_real_node<named_node<Name, Node>> = is_real_node<Node>;
template <fixed_string Op, precedence Binds, class L, class R>
inline constexpr bool is_real_node<binary_node<Op, Binds, L, R, double>> = is_real_node<L> || is_real_node<R>;
template <fixed_string Op, class L, class R>
inline constexpr bool is_real_node<division_node<Op, L, R, double>> = true;
template <class E>
struct as_real_node {
    using value_type = double;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "CAST(";
        const facts known = E::text(out);
        out << " AS REAL)";
        return known;
    }
};

template <fixed_string Op, precedence Binds, class L, class R>
constexpr auto calculate() {
    constexpr bool written_as_sql = operand<L> && operand<R>;
    static_assert(written_as_sql, "squall: a C++ value in a query is written literal<...> (a constant) or param<...> (bound at run time)");
    if constexpr (written_as_sql) {
        using left = typename nodes_of_pair<L, R, affinity::none>::left;
        using right = typename nodes_of_pair<L, R, affinity::none>::right;
        constexpr bool numeric = is_number(type_of_node<left>) && is_number(type_of_node<right>);
        static_assert(numeric, "squall: + - * / % need numbers on both sides");
        constexpr bool is_remainder = Op.view() == " % ";
        constexpr bool whole = !is_remainder || (!is_real_type<left> && !is_real_type<right>);
        static_assert(whole, "squall: % takes integers; SQLite would truncate both operands");
        using number = either_type<typename left::value_type, typename right::value_type>;
        if constexpr (Op.view() == " / " && (is_real_type<left> || is_real_type<right>)&&!is_real_node<left> && !is_real_node<right>)
            return expression<division_node<Op, as_real_node<left>, right, double>>{};
        else if constexpr (Op.view() == " / " || is_remainder)
            return expression<division_node<Op, left, right, number>>{};
        else
            return expression<binary_node<Op, Binds, left, right, number>>{};
    } else {
        return expression<null_node<std::int64_t>>{};
    }
}
}  // namespace detail

template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator+(L, R) { return detail::calculate<" + ", detail::binds_plus, L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator-(L, R) { return detail::calculate<" - ", detail::binds_plus, L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator*(L, R) { return detail::calculate<" * ", detail::binds_times, L, R>(); }
/// Division: of two integers the whole part, as in SQLite; cast one to double for the other. Null where the divisor is 0.
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator/(L, R) { return detail::calculate<" / ", detail::binds_times, L, R>(); }
/// The remainder; null where the divisor is 0.
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator%(L, R) { return detail::calculate<" % ", detail::binds_times, L, R>(); }

namespace detail {
template <fixed_string Op, class L, class R>
constexpr auto calculate_bits() {
    constexpr bool written_as_sql = operand<L> && operand<R>;
    static_assert(written_as_sql, "squall: a C++ value in a query is written literal<...> (a constant) or param<...> (bound at run time)");
    if constexpr (written_as_sql) {
        using pair = nodes_of_pair<L, R, affinity::none>;
        constexpr bool integral = is_integer(type_of_node<typename pair::left>) && is_integer(type_of_node<typename pair::right>);
        static_assert(integral, "squall: & | << >> need integers on both sides; conditions are joined by && and ||");
        using number = either_type<typename pair::left::value_type, typename pair::right::value_type>;
        return expression<binary_node<Op, binds_bits, typename pair::left, typename pair::right, number>>{};
    } else {
        return expression<null_node<std::int64_t>>{};
    }
}
/// In parentheses, for two minus signs are a comment.
template <fixed_string Op, class E>
constexpr auto calculate_one() {
    return expression<around_node<Op, ")", binds_whole, 0, typename E::node, bare<typename E::node::value_type>>>{};
}
}  // namespace detail

template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator&(L, R) { return detail::calculate_bits<" & ", L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator|(L, R) { return detail::calculate_bits<" | ", L, R>(); }
/// Shifts left; right where the count is negative.
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator<<(L, R) { return detail::calculate_bits<" << ", L, R>(); }
template <class L, class R>
    requires detail::one_expression<L, R>
constexpr auto operator>>(L, R) { return detail::calculate_bits<" >> ", L, R>(); }
template <expression_like E>
constexpr auto operator~(E) {
    constexpr bool integral = detail::is_integer(detail::type_of_node<typename E::node>);
    static_assert(integral, "squall: ~ needs an integer; a condition is negated by !");
    return detail::calculate_one<"~(", E>();
}
template <expression_like E>
constexpr auto operator-(E) {
    constexpr bool numeric = detail::is_number(detail::type_of_node<typename E::node>);
    static_assert(numeric, "squall: - needs a number");
    return detail::calculate_one<"-(", E>();
}
namespace detail {
/// SQLite reads the number behind minus signs as a number in ORDER BY too.
template <fixed_string After, int Binds, int Inside, class E, class T>
inline constexpr bool is_constant_node<around_node<"-(", After, Binds, Inside, E, T>> = is_constant_node<E>;
template <fixed_string Before, fixed_string After, int Binds, int Inside, class E>
inline constexpr bool is_real_node<around_node<Before, After, Binds, Inside, E, double>> = is_real_node<E>;
}  // namespace detail

}  // namespace squall
