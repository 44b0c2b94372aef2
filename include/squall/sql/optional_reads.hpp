#pragma once
// Joins and values that a read has only when an argument asks for them. All SQL stays constant.
//     select(t.id, value_when<"with_owner">(users.name))
//         .from(t)
//         .left_join(when<"with_owner">(users), users.id == t.owner_id)
#include "select.hpp"

namespace squall {

/// A source for join() and left_join(): the join is in the statement only when the value of that name is passed, and for a boolean
/// when it is true. Its columns stand in the join's own condition, and in when<...>() and value_when<...>() of the same name.
template <fixed_string Name, source T>
constexpr detail::optional_source<Name, T> when(const T&) {
    return {};
}

namespace detail {
template <join_kind Kind, fixed_string Name, class Source, class On>
struct join_clause<Kind, optional_source<Name, Source>, On> {
    static constexpr void add(renderer& out) {
        constexpr bool is_outer = Kind == join_kind::left;
        out.add_table(Source::self_::alias, is_outer, {}, kept<Name>);
        searches_of<On>::allow(out, false, is_outer);
    }
    static constexpr void text(renderer& out) {
        out.begin_piece(kept<Name>);
        join_clause<Kind, Source, On>::text(out);
        out.end_piece();
    }
};

/// SQLite computes nothing for a CASE whose only condition is false.
template <fixed_string Name, class Node>
struct optional_value_node {
    using value_type = bare<typename Node::value_type>;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << "CASE WHEN 0 THEN NULL";
        out.begin_piece(kept<Name>);
        out << " ELSE ";
        const facts known = Node::text(out);
        out.end_piece();
        out << " END";
        if (known.has_aggregate && !out.is_grouped()) out.report(statement_fault::optional_aggregate);
        return known.null_if(true);
    }
};
template <fixed_string Name, class Node>
inline constexpr bool is_optional_value<optional_value_node<Name, Node>> = true;
template <fixed_string Name, class Node>
inline constexpr std::string_view name_of_node<optional_value_node<Name, Node>> = name_of_node<Node>;
}  // namespace detail

/// The value when the value of that name is passed (a boolean: when it is true), else NULL, and then nothing is read for it.
template <fixed_string Name, expression_like E>
constexpr auto value_when(E) {
    constexpr bool is_value = detail::type_of_node<typename E::node>->kind != value_kind::rows;
    static_assert(is_value,
                  "squall: value_when<...>() takes a value; nested rows are left out by a condition of theirs: "
                  "a bool param<...>");
    return expression<detail::optional_value_node<Name, typename E::node>>{};
}

}  // namespace squall
