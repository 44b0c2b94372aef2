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
    constexpr bool written_as_sql = operand<L> && operand<R>;
    static_assert(written_as_sql, "squall: a C++ value in a query is written literal<...> (a constant) or param<...> (bound at run time)");
    if constexpr (written_as_sql) {
        using pair = nodes_of_pair<L, R, affinity::of_column>;
        constexpr bool same_kind = comparable(type_of_node<typename pair::left>, type_of_node<typename pair::right>);
        static_assert(same_kind, "squall: both sides of a comparison must hold the same type of value");
        return expression<binary_node<Op, Binds, typename pair::left, typename pair::right, bool>>{};
    } else {
        return expression<null_node<bool>>{};
    }
}
template <fixed_string Op, precedence Binds, class L, class R>
constexpr auto compare_values() {
    if constexpr (check_no_null<L, R>())
        return compare<Op, Binds, L, R>();
    else
        return expression<null_node<bool>>{};
}
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator==(L, R) { return compare_values<" = ", binds_equal, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator!=(L, R) { return compare_values<" <> ", binds_equal, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator<(L, R) { return compare_values<" < ", binds_less, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator<=(L, R) { return compare_values<" <= ", binds_less, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator>(L, R) { return compare_values<" > ", binds_less, L, R>(); }
template <class L, class R>
    requires one_expression<L, R>
constexpr auto operator>=(L, R) { return compare_values<" >= ", binds_less, L, R>(); }

template <fixed_string Op, precedence Binds, class L, class R>
constexpr auto calculate() {
    constexpr bool written_as_sql = operand<L> && operand<R>;
    static_assert(written_as_sql, "squall: a C++ value in a query is written literal<...> (a constant) or param<...> (bound at run time)");
    if constexpr (written_as_sql) {
        using left = typename nodes_of_pair<L, R, affinity::none>::left;
        using right = typename nodes_of_pair<L, R, affinity::none>::right;
        constexpr bool numeric = is_number(type_of_node<left>) && is_number(type_of_node<right>);
        static_assert(numeric, "squall: + - * / % need numbers on both sides");
        using number = std::conditional_t<std::same_as<bare<typename left::value_type>, double>, double, typename right::value_type>;
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
