#pragma once
// The clauses of a query, FROM to OFFSET, as types; and what a repeated clause adds to the one before.
#include "table.hpp"

namespace squall::detail {

struct nothing_there {
    static constexpr facts text(renderer&) { return {}; }
};
/// Tells the renderer of each MATCH of a condition that stands where SQLite can search by it (full_text.hpp).
template <class Node>
struct searches_of {
    static constexpr void allow(renderer&, bool, bool = false) {}
};
template <class L, class R>
struct searches_of<and_node<L, R>> {
    static constexpr void allow(renderer& out, bool always_there, bool is_joined_outer = false) {
        searches_of<L>::allow(out, always_there, is_joined_outer);
        searches_of<R>::allow(out, always_there, is_joined_outer);
    }
};
template <fixed_string Name, class Node>
struct searches_of<optional_node<Name, Node>> {
    static constexpr void allow(renderer& out, bool, bool is_joined_outer = false) {
        searches_of<Node>::allow(out, false, is_joined_outer);
    }
};
template <fixed_string Name, class Node>
struct searches_of<named_node<Name, Node>> : searches_of<Node> {};

enum class join_kind : unsigned char { inner, left, right, full, cross };
constexpr std::string_view text_of(join_kind kind) {
    switch (kind) {
        case join_kind::inner: return " JOIN ";
        case join_kind::left: return " LEFT JOIN ";
        case join_kind::right: return " RIGHT JOIN ";
        case join_kind::full: return " FULL JOIN ";
        case join_kind::cross: return " CROSS JOIN ";
    }
    return "";
}

template <join_kind Kind, class Source, class On>
struct join_clause {
    /// Whether a row of the joined source may be missing, and whether one of the sources before it.
    static constexpr bool is_outer = Kind == join_kind::left || Kind == join_kind::full;
    static constexpr bool makes_outer = Kind == join_kind::right || Kind == join_kind::full;
    static constexpr void add(renderer& out) {
        if (makes_outer) out.make_outer();
        out.add_table(Source::self_::alias, is_outer);
        constexpr bool keeps_rows = is_outer || makes_outer;
        searches_of<On>::allow(out, !keeps_rows, keeps_rows);
    }
    static constexpr void text(renderer& out) {
        out << text_of(Kind);
        Source::self_::declare(out);
        if (Kind == join_kind::cross) return;
        out << " ON ";
        const facts known = On::text(out);
        if (known.has_aggregate) out.report(statement_fault::aggregate_in_join);
        if (known.has_window) out.report(statement_fault::window_in_where);
    }
};
/// A source that is joined only when the value of that name is passed: when<"…">(table), in optional_reads.hpp.
template <fixed_string Name, class Source>
struct optional_source {};
template <class Source, class... Joins>
struct from_clause {
    static constexpr bool is_there = true;
    static constexpr void add(renderer& out) {
        out.add_table(Source::self_::alias, false);
        (Joins::add(out), ...);
    }
    static constexpr void text(renderer& out) {
        out << " FROM ";
        out.at = clause::join;
        Source::self_::declare(out);
        (Joins::text(out), ...);
    }
};
struct no_from {
    static constexpr bool is_there = false;
    static constexpr void add(renderer&) {}
    static constexpr void text(renderer&) {}
};
/// FROM with one more source.
template <join_kind Kind, class Source, class On>
constexpr auto joined_to(no_from from) {
    constexpr bool has_from = std::is_void_v<Source>;
    static_assert(has_from, "squall: join() comes after from()");
    return from;
}
template <join_kind Kind, class Source, class On, class Base, class... Joins>
constexpr auto joined_to(from_clause<Base, Joins...> from) {
    constexpr bool is_condition = condition<On>;
    static_assert(is_condition, "squall: join() needs a condition");
    if constexpr (is_condition)
        return from_clause<Base, Joins..., join_clause<Kind, Source, typename On::node>>{};
    else
        return from;
}
/// WHERE with the one rule that it holds no aggregate. A condition that is only there at run time takes WHERE with it.
template <class Node>
struct where_clause {
    static constexpr void text(renderer& out) {
        out.at = clause::where;
        facts known;
        if constexpr (optional_parts<Node>::is_optional) {
            known = optional_parts<Node>::text(out, " WHERE ");
        } else {
            out << " WHERE ";
            known = Node::text(out);
        }
        if (known.has_aggregate) out.report(statement_fault::aggregate_in_where);
        if (known.has_window) out.report(statement_fault::window_in_where);
    }
};
template <class Node>
struct searches_of<where_clause<Node>> : searches_of<Node> {};
template <class... Nodes>
inline constexpr bool is_one_optional = false;
template <class Node>
inline constexpr bool is_one_optional<Node> = optional_parts<Node>::is_optional;
template <fixed_string Before, clause Which, class... Nodes>
struct list_clause {
    static constexpr bool is_optional_condition = Before.view() == " HAVING " && is_one_optional<Nodes...>;
    static constexpr facts text(renderer& out) {
        out.at = Which;
        if constexpr (is_optional_condition) {  // HAVING is there with its condition
            const facts condition = optional_parts<Nodes...>::text(out, Before);
            if (condition.has_window) out.report(statement_fault::window_in_where);
            return condition;
        }
        out << Before;
        out.see_own_sources(Which == clause::order_by || Before.view() == " GROUP BY ");
        const facts known = comma_separated<Nodes...>(out);
        out.see_own_sources(false);
        if (Which != clause::order_by && known.has_window) out.report(statement_fault::window_in_where);
        return known;
    }
};
/// LIMIT ? and OFFSET ?: a whole REAL, which is what D1 binds, is taken as an integer here.
template <fixed_string Before, fixed_string Name>
struct bound_limit {
    static constexpr void text(renderer& out) {
        out << Before;
        out.parameter(
            {.name = kept<Name>, .type = type_of<std::int64_t>, .not_null = true, .is_row_count = true});  // LIMIT NULL is an error
    }
};
template <std::int64_t N>
struct fixed_limit {
    static constexpr bool is_row_count = N >= -1;
    static_assert(is_row_count, "squall: limit<N>() takes 0 or more rows, or -1 for all rows");
    static constexpr void text(renderer& out) {
        out << " LIMIT ";
        out.number(N);
    }
};
template <std::int64_t N>
struct fixed_offset {
    static constexpr bool is_row_count = N >= 0;
    static_assert(is_row_count, "squall: offset<N>() takes 0 or more rows: SQLite reads a negative number as 0");
    static constexpr void text(renderer& out) {
        out << " OFFSET ";
        out.number(N);
    }
};

// ---- clauses that stand more than once ----------------------------------------------------------------------------
/// One condition after another: a AND b, without a pair of parentheses for each call.
template <class L, class R>
struct conjunction_of {
    using type = and_node<L, R>;
};
template <class L, class A, class B>
struct conjunction_of<L, and_node<A, B>> {
    using type = typename conjunction_of<typename conjunction_of<L, A>::type, B>::type;
};
/// WHERE with one more condition.
template <class Where, class Node>
struct where_and {
    using type = where_clause<Node>;
};
template <class Old, class Node>
struct where_and<where_clause<Old>, Node> {
    using type = where_clause<typename conjunction_of<Old, Node>::type>;
};
template <class Having, class Node>
struct having_and {
    using type = list_clause<" HAVING ", clause::group_by, Node>;
};
template <fixed_string Before, clause Which, class Old, class Node>
struct having_and<list_clause<Before, Which, Old>, Node> {
    using type = list_clause<Before, Which, typename conjunction_of<Old, Node>::type>;
};
/// A list with more terms behind those that are there.
template <fixed_string Before, clause Which, class List, class... Nodes>
struct list_and {
    using type = list_clause<Before, Which, Nodes...>;
};
template <fixed_string Before, clause Which, class... Old, class... Nodes>
struct list_and<Before, Which, list_clause<Before, Which, Old...>, Nodes...> {
    using type = list_clause<Before, Which, Old..., Nodes...>;
};
template <class Clause>
inline constexpr bool is_missing = std::same_as<Clause, nothing_there>;
/// FROM stands once.
template <class From>
constexpr void check_first_from() {
    constexpr bool first = !From::is_there;
    static_assert(first, "squall: the statement has a from() already; other sources are joined");
}
/// LIMIT and OFFSET stand once.
template <class Limit>
constexpr void check_first_limit() {
    constexpr bool first = is_missing<Limit>;
    static_assert(first, "squall: the query has a limit() already");
}
template <class Offset>
constexpr void check_first_offset() {
    constexpr bool first = is_missing<Offset>;
    static_assert(first, "squall: the query has an offset() already");
}
/// A C++ value, or a parameter with a type, as a number of rows.
template <class T>
constexpr void refuse_row_count() {
    constexpr bool is_row_count = std::is_void_v<T>;
    static_assert(is_row_count, "squall: a number of rows is written limit<5>() or limit(param<...>), and so is an offset()");
}
/// In ORDER BY and GROUP BY a number is the place of a column in the result, and any other constant orders nothing.
template <class... Nodes>
constexpr void check_no_constants() {
    constexpr bool no_constants = (!is_constant_node<Nodes> && ...);
    static_assert(no_constants, "squall: order_by() and group_by() take no literal: SQLite reads a number there as a column's position");
}

}  // namespace squall::detail
