#pragma once
// Window functions: over(row_number(), partition_by(t.agent_id), order_by(t.version.desc())). Aggregates serve as well:
// over(sum(t.runs), partition_by(t.agent_id)).
#include "aggregate.hpp"

namespace squall {

namespace detail {
template <fixed_string Before, class... Terms>
struct window_part {
    static constexpr bool is_there = sizeof...(Terms) > 0;
    static constexpr facts text(renderer& out) {
        out << Before;
        return comma_separated<Terms...>(out);
    }
};
}  // namespace detail

/// The rows that are looked at together: those with the same values here.
template <expression_like... E>
constexpr detail::window_part<"PARTITION BY ", typename E::node...> partition_by(E...) {
    constexpr bool has_terms = sizeof...(E) > 0;
    static_assert(has_terms, "squall: partition_by() needs a column or an expression");
    return {};
}
/// The order of the rows within their part.
template <class... Terms>
constexpr auto order_by(Terms...) {
    constexpr bool all_terms = (detail::as_order_term<Terms>::is_term && ...) && sizeof...(Terms) > 0;
    static_assert(all_terms, "squall: order_by() takes column.asc() and column.desc()");
    if constexpr (all_terms) return detail::window_part<"ORDER BY ", typename detail::as_order_term<Terms>::type...>{};
}

namespace detail {
/// A window has a row at least: the one that it is of.
template <class Node>
constexpr facts rows_of_window(renderer& out) {
    if constexpr (requires { Node::over_rows(out); })
        return Node::over_rows(out);
    else
        return Node::text(out);
}
/// The rows are not folded into one, so beside its columns others may stand.
template <class Node, class... Parts>
struct over_node {
    using value_type = typename Node::value_type;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        const facts function = rows_of_window<Node>(out);
        out << " OVER (";
        facts parts;
        bool first = true;
        ((out << (first ? "" : " "), parts |= Parts::text(out), first = false), ...);
        out << ')';
        if (function.has_window || parts.has_window) out.report(statement_fault::window_in_where);
        return {.may_be_null = function.may_be_null,
                .has_aggregate = parts.has_aggregate,
                .has_window = true,
                .has_column = true,
                .has_two_time_forms = function.has_two_time_forms,
                .null_with = function.null_with};
    }
};
template <class T>
inline constexpr bool is_window_part = false;
template <fixed_string Before, class... Terms>
inline constexpr bool is_window_part<window_part<Before, Terms...>> = true;
}  // namespace detail

template <class T>
struct window_function {
    using node = T;
};

namespace detail {
template <class T>
inline constexpr bool works_over_rows = false;
template <class Node>
inline constexpr bool works_over_rows<window_function<Node>> = true;
template <fixed_string Before, fixed_string After, class T, of_no_rows None, class... Nodes>
inline constexpr bool works_over_rows<expression<aggregate_node<Before, After, T, None, Nodes...>>> = true;
template <class T>
inline constexpr bool counts_distinct = false;
template <class... Nodes>
inline constexpr bool counts_distinct<expression<aggregate_node<"count(DISTINCT ", ")", std::int64_t, of_no_rows::is_value, Nodes...>>> =
    true;
}  // namespace detail

/// A window function or an aggregate over a part of the rows, for each row.
template <class F, class... Parts>
constexpr auto over(F, Parts...) {
    constexpr bool all_rows = !detail::counts_distinct<F>;
    static_assert(all_rows, "squall: SQLite does not count distinct values over a window");
    constexpr bool well_formed = detail::works_over_rows<F> && (detail::is_window_part<Parts> && ...);
    static_assert(well_formed, "squall: over() takes a window function or an aggregate, then partition_by() and order_by()");
    if constexpr (well_formed) return expression<detail::over_node<typename F::node, Parts...>>{};
}

/// The row's number in its part, from 1.
constexpr window_function<detail::call_node<"row_number", std::int64_t>> row_number() { return {}; }
/// The same, where rows that sort alike share a number and the next ones skip.
constexpr window_function<detail::call_node<"rank", std::int64_t>> rank() { return {}; }
/// The same without skipping.
constexpr window_function<detail::call_node<"dense_rank", std::int64_t>> dense_rank() { return {}; }

namespace detail {
template <fixed_string Name, class E>
struct neighbour_node {
    using value_type = bare<typename E::value_type>;
    static constexpr facts text(renderer& out) { return call_node<Name, value_type, E>::text(out).null_if(true); }
};
}  // namespace detail

/// The expression's value in the row before this one; null in the first.
template <expression_like E>
constexpr window_function<detail::neighbour_node<"lag", typename E::node>> lag(E) {
    return {};
}
/// The expression's value in the row after this one; null in the last.
template <expression_like E>
constexpr window_function<detail::neighbour_node<"lead", typename E::node>> lead(E) {
    return {};
}
/// The expression's value in the first row of the part.
template <expression_like E>
constexpr window_function<detail::call_node<"first_value", bare<typename E::node::value_type>, typename E::node>> first_value(E) {
    return {};
}

}  // namespace squall
