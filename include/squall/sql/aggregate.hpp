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
    static constexpr facts text(renderer& out) {
        facts known = over_rows(out);
        if (None == of_no_rows::is_null && !out.is_grouped()) known.may_be_null = true;
        return known;
    }
    /// Over one row or more: null only where every value may be.
    static constexpr facts over_rows(renderer& out) {
        out << Before;
        const facts inside = comma_separated<Nodes...>(out);
        out << After;
        if (inside.has_aggregate) out.report(statement_fault::nested_aggregate);
        if (inside.has_window) out.report(statement_fault::window_in_where);
        if (None == of_no_rows::is_value) return {.has_aggregate = true};
        return {.may_be_null = inside.may_be_null,
                .has_aggregate = true,
                .has_two_time_forms = inside.has_two_time_forms,
                .null_with = inside.null_with};
    }
};
template <fixed_string Before, fixed_string After, of_no_rows None, class Node>
inline constexpr bool is_real_node<aggregate_node<Before, After, double, None, Node>> = Before.view() == "avg(" || is_real_node<Node>;
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
    constexpr bool numeric =
        detail::is_number(detail::type_of_node<typename E::node>) || std::same_as<bare<typename E::node::value_type>, bool>;
    static_assert(numeric, "squall: sum() and avg() need numbers");
    using value = std::conditional_t<std::same_as<bare<typename E::node::value_type>, double>, double, std::int64_t>;
    return expression<detail::aggregate_node<"sum(", ")", value, of_no_rows::is_null, typename E::node>>{};
}
template <expression_like E>
constexpr auto avg(E) {
    constexpr bool numeric =
        detail::is_number(detail::type_of_node<typename E::node>) || std::same_as<bare<typename E::node::value_type>, bool>;
    static_assert(numeric, "squall: sum() and avg() need numbers");
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

}  // namespace squall
