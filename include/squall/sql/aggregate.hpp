#pragma once
// Functions of many rows. Over no rows an aggregate is null, which a group never is; count() never is.
#include "call.hpp"

namespace squall {

enum class of_no_rows : bool { is_null, is_value };

namespace detail {
template <fixed_string Before, fixed_string After, class T, of_no_rows None, class... Nodes>
struct aggregate_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    /// max() and min() sort the stored texts.
    static constexpr bool is_by_order =
        std::same_as<bare<T>, timestamp> && (Before.view().starts_with("max(") || Before.view().starts_with("min("));
    static constexpr facts text(renderer& out) {
        facts known = over_rows(out);
        if (None == of_no_rows::is_null && !out.is_grouped()) known.may_be_null = true;
        return known;
    }
    /// Over one row or more: null only where every value may be.
    static constexpr facts over_rows(renderer& out) {
        facts known = over_window(out);
        if (known.has_aggregate) out.report(statement_fault::nested_aggregate);
        known.has_aggregate = true;
        known.has_column = false;
        return known;
    }
    /// The same as a window function, which sees the rows that an aggregate query returns: sum(count(*)) OVER ().
    static constexpr facts over_window(renderer& out) {
        out << Before;
        facts inside = comma_separated<Nodes...>(out);
        out << After;
        if (inside.has_window) out.report(statement_fault::window_in_where);
        if (is_by_order && inside.has_two_time_forms) out.report(statement_fault::two_time_forms);
        if (None == of_no_rows::is_value) {
            inside.has_two_time_forms = false;
            return inside.null_if(false);
        }
        return inside;
    }
};
template <fixed_string Before, fixed_string After, of_no_rows None, class Node>
inline constexpr bool is_real_node<aggregate_node<Before, After, double, None, Node>> =
    Before.view() == "avg(" || Before.view() == "avg(DISTINCT " || Before.view() == "total(" || is_real_node<Node>;

template <class Node>
constexpr void check_summed() {
    constexpr bool numeric = is_number(type_of_node<Node>) || std::same_as<bare<typename Node::value_type>, bool>;
    static_assert(numeric, "squall: sum(), avg() and total() need numbers");
}
template <class Node>
using sum_of =
    either_type<std::int64_t,
                std::conditional_t<std::same_as<bare<typename Node::value_type>, bool>, std::int64_t, typename Node::value_type>>;
}  // namespace detail

/// The number of rows.
constexpr auto count() { return expression<detail::aggregate_node<"count(*", ")", std::int64_t, of_no_rows::is_value>>{}; }
/// The number of rows where e is not null.
template <expression_like E>
constexpr auto count(E) {
    return expression<detail::aggregate_node<"count(", ")", std::int64_t, of_no_rows::is_value, typename E::node>>{};
}
template <expression_like E>
constexpr auto count_distinct(E) {
    return expression<detail::aggregate_node<"count(DISTINCT ", ")", std::int64_t, of_no_rows::is_value, typename E::node>>{};
}
template <expression_like E>
constexpr auto sum_distinct(E) {
    detail::check_summed<typename E::node>();
    return expression<
        detail::aggregate_node<"sum(DISTINCT ", ")", detail::sum_of<typename E::node>, of_no_rows::is_null, typename E::node>>{};
}
template <expression_like E>
constexpr auto avg_distinct(E) {
    detail::check_summed<typename E::node>();
    return expression<detail::aggregate_node<"avg(DISTINCT ", ")", double, of_no_rows::is_null, typename E::node>>{};
}
template <expression_like E>
constexpr auto max(E) {
    return expression<detail::aggregate_node<"max(", ")", bare<typename E::node::value_type>, of_no_rows::is_null, typename E::node>>{};
}
template <expression_like E>
constexpr auto min(E) {
    return expression<detail::aggregate_node<"min(", ")", bare<typename E::node::value_type>, of_no_rows::is_null, typename E::node>>{};
}
/// The sum; null over no rows, as max() and min() are.
template <expression_like E>
constexpr auto sum(E) {
    detail::check_summed<typename E::node>();
    return expression<detail::aggregate_node<"sum(", ")", detail::sum_of<typename E::node>, of_no_rows::is_null, typename E::node>>{};
}
/// The sum as a real, 0 over no rows.
template <expression_like E>
constexpr auto total(E) {
    detail::check_summed<typename E::node>();
    return expression<detail::aggregate_node<"total(", ")", double, of_no_rows::is_value, typename E::node>>{};
}
template <expression_like E>
constexpr auto avg(E) {
    detail::check_summed<typename E::node>();
    return expression<detail::aggregate_node<"avg(", ")", double, of_no_rows::is_null, typename E::node>>{};
}
/// The texts of all rows, in no given order, with the separator between them.
template <expression_like E, expression_like Separator>
constexpr auto group_concat(E, Separator) {
    constexpr bool textual =
        detail::is_textual(detail::type_of_node<typename E::node>) && detail::is_textual(detail::type_of_node<typename Separator::node>);
    static_assert(textual, "squall: group_concat() needs texts");
    return expression<
        detail::aggregate_node<"group_concat(", ")", std::string, of_no_rows::is_null, typename E::node, typename Separator::node>>{};
}

namespace detail {
/// The last argument of an aggregate, and the order of its rows.
template <class Node, class... Terms>
struct in_order_node {
    using value_type = typename Node::value_type;
    static constexpr facts text(renderer& out) {
        const facts known = Node::text(out);
        out << " ORDER BY ";
        const facts order = comma_separated<Terms...>(out);
        return {.may_be_null = known.may_be_null,
                .has_aggregate = known.has_aggregate || order.has_aggregate,
                .has_window = known.has_window || order.has_window,
                .null_with = known.null_with};
    }
};
template <class Node>
inline constexpr bool is_in_order = false;
template <class Node, class... Terms>
inline constexpr bool is_in_order<in_order_node<Node, Terms...>> = true;
}  // namespace detail

/// The same with commas between them.
template <expression_like E>
constexpr auto group_concat(E) {
    constexpr bool textual = detail::is_textual(detail::type_of_node<typename E::node>);
    static_assert(textual, "squall: group_concat() needs texts");
    return expression<detail::aggregate_node<"group_concat(", ")", std::string, of_no_rows::is_null, typename E::node>>{};
}
/// The different texts, in no given order, with commas between them: SQLite takes no other separator there.
template <expression_like E>
constexpr auto group_concat_distinct(E) {
    constexpr bool textual = detail::is_textual(detail::type_of_node<typename E::node>);
    static_assert(textual, "squall: group_concat() needs texts");
    return expression<detail::aggregate_node<"group_concat(DISTINCT ", ")", std::string, of_no_rows::is_null, typename E::node>>{};
}
/// The texts of all rows in an order: group_concat(t.name, literal<", ">, t.name.asc()).
template <expression_like E, expression_like Separator, class... Terms>
    requires(sizeof...(Terms) > 0)
constexpr auto group_concat(E, Separator, Terms...) {
    constexpr bool textual =
        detail::is_textual(detail::type_of_node<typename E::node>) && detail::is_textual(detail::type_of_node<typename Separator::node>);
    static_assert(textual, "squall: group_concat() needs texts");
    constexpr bool all_terms = (detail::as_order_term<Terms>::is_term && ...);
    static_assert(all_terms, "squall: group_concat() takes column.asc() and column.desc() behind the separator");
    if constexpr (all_terms)
        return expression<
            detail::aggregate_node<"group_concat(", ")", std::string, of_no_rows::is_null, typename E::node,
                                   detail::in_order_node<typename Separator::node, typename detail::as_order_term<Terms>::type...>>>{};
}

namespace detail {
template <class T>
inline constexpr bool is_aggregate = false;
template <fixed_string Before, fixed_string After, class T, of_no_rows None, class... Nodes>
inline constexpr bool is_aggregate<aggregate_node<Before, After, T, None, Nodes...>> = true;

/// Over the rows where the condition holds, which may be none in any group.
template <class Aggregate, class Condition>
struct filter_node;
template <fixed_string Before, fixed_string After, class T, of_no_rows None, class... Nodes, class Condition>
struct filter_node<aggregate_node<Before, After, T, None, Nodes...>, Condition> {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) { return filtered(out, aggregate::over_rows(out)); }
    static constexpr facts over_window(renderer& out) { return filtered(out, aggregate::over_window(out)); }

  private:
    using aggregate = aggregate_node<Before, After, T, None, Nodes...>;
    static constexpr facts filtered(renderer& out, facts known) {
        out << " FILTER (WHERE ";
        const facts condition = Condition::text(out);
        out << ')';
        if (condition.has_aggregate) out.report(statement_fault::nested_aggregate);
        if (condition.has_window) out.report(statement_fault::window_in_where);
        return known.null_if(None == of_no_rows::is_null);
    }
};
template <class Aggregate, class Condition>
inline constexpr bool is_real_node<filter_node<Aggregate, Condition>> = is_real_node<Aggregate>;
}  // namespace detail

/// An aggregate over the rows where a condition holds: filter(count(), t.status == literal<Status::done>).
template <expression_like A, condition C>
constexpr auto filter(A, C) {
    constexpr bool is_aggregate = detail::is_aggregate<typename A::node>;
    static_assert(is_aggregate, "squall: filter() takes an aggregate, then a condition; over() stands around it");
    if constexpr (is_aggregate) return expression<detail::filter_node<typename A::node, typename C::node>>{};
}

}  // namespace squall
