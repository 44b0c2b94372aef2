#pragma once
// Comparison and arithmetic. Both sides must hold the same type of value; a param<"…"> takes it from the other side.
#include "expression.hpp"

namespace squall {

template <fixed_string Op, precedence Binds, class L, class R, class T>
struct binary_node {
    using value_type = T;
    static constexpr int binds = Binds;
    static constexpr facts text(renderer& out) {
        facts known = part<L>(out, Binds == binds_equal || Binds == binds_less ? Binds + 1 : Binds);
        out << Op;
        known |= part<R>(out, Binds + 1);
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
        constexpr bool same_kind = comparable(type_of_node<typename pair::left>, type_of_node<typename pair::right>);
        static_assert(same_kind, "squall: both sides of a comparison must hold the same type of value");
        return expression<binary_node<Op, Binds, typename pair::left, typename pair::right, bool>>{};
    } else {
        return expression<null_node<bool>>{};
    }
}
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator==(L, R) { return compare<" = ", binds_equal, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator!=(L, R) { return compare<" <> ", binds_equal, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator<(L, R) { return compare<" < ", binds_less, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator<=(L, R) { return compare<" <= ", binds_less, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator>(L, R) { return compare<" > ", binds_less, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator>=(L, R) { return compare<" >= ", binds_less, L, R>(); }

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
inline constexpr bool is_real_node<binary_node<Op, Binds, L, R, double>> = Op.view() == " / " || is_real_node<L> || is_real_node<R>;
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
        static_assert(whole, "squall: % takes integers: SQLite drops what stands behind the point");
        using number = std::conditional_t<std::same_as<bare<typename left::value_type>, double>, double, typename right::value_type>;
        if constexpr (Op.view() == " / " && (is_real_type<left> || is_real_type<right>)&&!is_real_node<left> && !is_real_node<right>)
            return expression<binary_node<Op, Binds, as_real_node<left>, right, double>>{};
        else
            return expression<binary_node<Op, Binds, left, right, bare<number>>>{};
    } else {
        return expression<null_node<std::int64_t>>{};
    }
}
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator+(L, R) { return calculate<" + ", binds_plus, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator-(L, R) { return calculate<" - ", binds_plus, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator*(L, R) { return calculate<" * ", binds_times, L, R>(); }
/// Division: of two integers the whole part, as in SQLite. Cast to double for the other.
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator/(L, R) { return calculate<" / ", binds_times, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator%(L, R) { return calculate<" % ", binds_times, L, R>(); }

}  // namespace squall
