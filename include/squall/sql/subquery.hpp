#pragma once
// Queries inside expressions: exists(…) and scalar(…). They may use the tables of the statement around them.
#include "select.hpp"

namespace squall {

namespace detail {
template <class Query>
struct exists_node {
    using value_type = bool;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "EXISTS (";
        Query::text(out);
        out << ')';
        return {};
    }
};
}  // namespace detail

/// Whether the query has a row.
template <select_like Q>
constexpr auto exists(Q) {
    return expression<detail::exists_node<Q>>{};
}

namespace detail {
template <class Query, class Node>
struct scalar_node {
    using value_type = typename Node::value_type;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << '(';
        const query_facts query = Query::text(out);
        out << ')';
        facts known = query.value();
        known.may_be_null = known.may_be_null || !query.has_one_row;
        return known;
    }
};
}  // namespace detail

/// The value of a query of one column; null when it has no row.
template <select_like Q>
constexpr auto scalar(Q) {
    using node = typename detail::only_column<Q>::node;
    constexpr bool one_column = !std::is_void_v<node>;
    static_assert(one_column, "squall: scalar() needs a query of one column");
    if constexpr (one_column) return expression<detail::scalar_node<Q, node>>{};
}

}  // namespace squall
