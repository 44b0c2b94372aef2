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

template <detail::several_statements Q>
constexpr void exists(Q) {
    detail::refuse_choice<Q>();
}

namespace detail {
/// The row of a table that a condition finds.
template <class Table, class Where>
struct row_found {
    static constexpr char of = 0;
    static constexpr const char* identity = &of;
};
struct no_row_found {
    static constexpr const char* identity = nullptr;
};
/// Whether a query is for one column of such a row.
template <class Query, class Node>
struct column_of_row {
    static constexpr const char* identity = nullptr;
};
template <class Selection, class Table, class Where, fixed_string Name, class T>
struct column_of_row<
    select_query<Selection, from_clause<Table>, Where, nothing_there, nothing_there, nothing_there, nothing_there, nothing_there, false>,
    column_node<Table, Name, T>> {
    static constexpr const char* identity = row_found<Table, Where>::identity;
    static constexpr facts text(renderer& out) {
        if (out.qualify) {
            out.name(Table::self_::alias);
            out << '.';
        }
        out.name(Name);
        return {.may_be_null = true, .has_column = true, .has_two_time_forms = has_two_time_forms<Table>(Name)};
    }
};

template <class Query, class Node>
struct scalar_node {
    using value_type = typename Node::value_type;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        using own = column_of_row<Query, Node>;
        if constexpr (own::identity != nullptr)
            if (out.found_row == own::identity && out.depth == out.found_depth) return own::text(out);
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

template <detail::several_statements Q>
constexpr void scalar(Q) {
    detail::refuse_choice<Q>();
}

}  // namespace squall
