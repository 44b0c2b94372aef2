#pragma once
// UNION, INTERSECT, EXCEPT.
#include "call.hpp"
#include "select.hpp"
#include "statement.hpp"

namespace squall {

namespace detail {
template <class First, class Second>
constexpr bool same_columns() {
    const auto &a = analysis_of<First>, &b = analysis_of<Second>;
    if (a.column_count != b.column_count) return false;
    for (std::size_t i = 0; i < a.column_count; ++i)
        if (!comparable(a.columns[i].type, b.columns[i].type)) return false;
    return true;
}
}  // namespace detail

namespace detail {
/// A column of the result by its number, as a term of ORDER BY.
template <int Number, class Direction, fixed_string Collation = "">
struct numbered_term {
    static constexpr void text(renderer& out) {
        out.number(Number);
        if (!Collation.view().empty()) out << " COLLATE " << Collation;
        out << Direction::word;
    }
};
/// ORDER BY the numbers of columns, which is how SQLite sorts a compound query.
template <class... Terms>
struct order_by_number {
    static constexpr void text(renderer& out) {
        out << " ORDER BY ";
        bool first = true;
        ((out << (first ? "" : ", "), Terms::text(out), first = false), ...);
    }
};
template <class Order, class... Terms>
struct numbers_and {
    using type = order_by_number<Terms...>;
};
template <class... Old, class... Terms>
struct numbers_and<order_by_number<Old...>, Terms...> {
    using type = order_by_number<Old..., Terms...>;
};
/// The result column that a term of order_by() names, from 1; 0 where there is none.
template <class First, class Node>
constexpr int place_in_result() {
    constexpr std::string_view name = name_of_node<Node>;
    if (name.empty()) return 0;
    for (std::size_t i = 0; i < analysis_of<First>.column_count; ++i)
        if (identifiers::same_word(analysis_of<First>.columns[i].name, name)) return static_cast<int>(i) + 1;
    return 0;
}
template <class First, class Node, class Direction>
struct term_of_result {
    static constexpr int place = place_in_result<First, Node>();
    using type = numbered_term<place, Direction>;
};
template <class First, fixed_string Collation, class Node, class Direction>
struct term_of_result<First, collate_node<Collation, Node>, Direction> {
    static constexpr int place = place_in_result<First, Node>();
    using type = numbered_term<place, Direction, Collation>;
};
template <class First, class Term>
using result_term = term_of_result<First, typename as_order_term<Term>::type::node, typename as_order_term<Term>::type::direction>;

/// A term as it stands in a compound query. SQLite reads one as a plain list of simple selects from left to right: a term
/// with an order, a limit, named queries or terms of its own is a query in FROM, except that the first one may be such a list.
template <class Query>
struct compound_term {
    static constexpr bool is_plain_as_first = !Query::has_tail, is_plain = !Query::has_tail;
    static constexpr std::size_t terms = 1;
};
}  // namespace detail

template <class Query>
    requires requires { Query::terms; }
struct detail::compound_term<Query> {
    static constexpr bool is_plain_as_first = !Query::has_tail, is_plain = false;
    static constexpr std::size_t terms = Query::terms;
};

namespace detail {
template <class Query, bool IsPlain>
constexpr query_facts render_term(renderer& out) {
    if (IsPlain) return Query::text(out);
    out << "SELECT * FROM (";
    const query_facts known = Query::text(out);
    out << ')';
    return known;
}

template <fixed_string Between, class Order, class Limit, class Offset, class First, class... Rest>
struct compound_query {
    using is_select = void;
    using row = typename First::row;
    static constexpr bool writes = false;
    static constexpr bool has_tail = !is_missing<Order> || !is_missing<Limit> || !is_missing<Offset>;
    /// Of the simple selects in it, however they are nested.
    static constexpr std::size_t terms = (compound_term<Rest>::terms + ... + compound_term<First>::terms);

    /// Sorts the whole by columns of the result: a column or an as<...>() with its name in the first term. Called again, it
    /// appends.
    template <class... Terms>
    constexpr auto order_by(Terms...) const {
        constexpr bool all_terms = (as_order_term<Terms>::is_term && ...) && sizeof...(Terms) > 0;
        static_assert(all_terms, "squall: order_by() takes column.asc() and column.desc(), or one choice<...>() alone");
        if constexpr (all_terms) {
            constexpr bool are_results = ((result_term<First, Terms>::place > 0) && ...);
            static_assert(are_results,
                          "squall: order_by() of a compound query takes columns of its result, by the names that the first term has");
            if constexpr (are_results)
                return compound_query<Between, typename numbers_and<Order, typename result_term<First, Terms>::type...>::type, Limit,
                                      Offset, First, Rest...>{};
        }
    }
    /// The order that a value chooses: this query once for each choice.
    template <fixed_string Name, class... Branches>
    constexpr auto order_by(chosen_order<Name, Branches...> choice) const {
        return choice.of(*this);
    }
    /// The same by the number of a column, from 1; negative for descending.
    template <int... Columns>
    constexpr auto order_by_columns() const {
        constexpr int width = static_cast<int>(analysis_of<First>.column_count);
        constexpr bool numbered = ((Columns != 0 && Columns <= width && -Columns <= width) && ...) && sizeof...(Columns) > 0;
        static_assert(numbered, "squall: order_by_columns() takes the numbers of selected columns, from 1");
        using order = typename numbers_and<
            Order, numbered_term<(Columns < 0 ? -Columns : Columns), std::conditional_t<(Columns < 0), descending, ascending>>...>::type;
        return compound_query<Between, order, Limit, Offset, First, Rest...>{};
    }
    template <std::int64_t N>
    constexpr auto limit() const {
        check_first_limit<Limit>();
        return compound_query<Between, Order, fixed_limit<N>, Offset, First, Rest...>{};
    }
    template <fixed_string Name>
    constexpr auto limit(untyped_parameter<Name>) const {
        check_first_limit<Limit>();
        return compound_query<Between, Order, bound_limit<" LIMIT ", Name>, Offset, First, Rest...>{};
    }
    template <class T>
    constexpr void limit(T) const {
        refuse_row_count<T>();
    }
    template <class T>
    constexpr void offset(T) const {
        refuse_row_count<T>();
    }
    template <std::int64_t N>
    constexpr auto offset() const {
        check_first_offset<Offset>();
        return compound_query<Between, Order, Limit, fixed_offset<N>, First, Rest...>{};
    }
    template <fixed_string Name>
    constexpr auto offset(untyped_parameter<Name>) const {
        check_first_offset<Offset>();
        return compound_query<Between, Order, Limit, bound_limit<" OFFSET ", Name>, First, Rest...>{};
    }

    static constexpr query_facts text(renderer& out) {
        if (out.depth == 0 && has_bigint && !out.stays_inside) return as_result(out);
        return plain_text(out);
    }

  private:
    /// Sent as text, a bigint would be sorted and compared as one: the terms are then a query in FROM. SQLite keeps its order.
    static constexpr bool has_bigint = [] {
        bool any = false;
        const auto look = [&](const renderer& term) {
            for (std::size_t i = 0; i < term.column_count; ++i) any = any || term.columns[i].type->kind == value_kind::bigint;
        };
        look(analysis_of<First>);
        (look(analysis_of<Rest>), ...);
        return any;
    }();
    static constexpr query_facts as_result(renderer& out) {
        renderer all = out;  // what the columns are, together
        all.buffer = nullptr;
        plain_text(all);
        const auto mark = out.open_scope();
        out << "SELECT ";
        for (std::size_t i = 0; i < all.column_count; ++i) {
            const result_column& c = all.columns[i];
            out << (i == 0 ? "" : ", ");
            if (sent_value(out, c.type, [&] { return out.name(c.name), facts{}; }).second) {
                out << " AS ";
                out.name(c.name);
            }
            out.result(c.name, c.type, {.may_be_null = c.nullable, .has_two_time_forms = c.has_two_time_forms});
        }
        out << " FROM (";
        const query_facts known = plain_text(out);
        out << ')';
        out.close_scope(mark);
        out.require(known.values.null_with);
        return known;
    }
    static constexpr query_facts plain_text(renderer& out) {
        if (terms > 5) out.report(statement_fault::too_many_terms);
        if (!(same_columns<First, Rest>() && ...)) out.report(statement_fault::terms_differ);
        facts known = render_term<First, compound_term<First>::is_plain_as_first>(out).values;
        ++out.depth;
        ((out << Between, known |= render_term<Rest, compound_term<Rest>::is_plain>(out).values), ...);
        --out.depth;
        Order::text(out);
        Limit::text(out);
        Offset::text(out);
        if (is_missing<Limit> && !is_missing<Offset>) out.report(statement_fault::offset_without_limit);
        if (out.depth == 0) {
            (add_facts_of<Rest>(out), ...);
            out.require(known.null_with);
        }
        return {.values = known};
    }
    /// A column is of the types of all terms, and may be null when it may be in any.
    template <class Term>
    static constexpr void add_facts_of(renderer& out) {
        for (std::size_t i = 0; i < out.column_count && i < analysis_of<Term>.column_count; ++i) {
            result_column& column = out.columns[i];
            const result_column& other = analysis_of<Term>.columns[i];
            if (!holds(column.type, other.type)) column.type = other.type;
            column.nullable = column.nullable || other.nullable;
            column.has_two_time_forms = column.has_two_time_forms || other.has_two_time_forms;
        }
    }
};
template <fixed_string Between, class Order, class Limit, class Offset, class First, class... Rest>
struct only_column<compound_query<Between, Order, Limit, Offset, First, Rest...>> : only_column<First> {};

template <fixed_string Between, class... Q>
constexpr auto compound_of() {
    constexpr bool several = sizeof...(Q) > 1;
    static_assert(several, "squall: a compound select has two terms or more");
    if constexpr (several) return compound_query<Between, nothing_there, nothing_there, nothing_there, Q...>{};
}
}  // namespace detail

/// All rows of the terms. A term may have an order and a limit of its own, named queries, or terms.
template <select_like... Q>
constexpr auto union_all(Q...) {
    return detail::compound_of<" UNION ALL ", Q...>();
}
/// The rows of the terms, each once.
template <select_like... Q>
constexpr auto union_distinct(Q...) {
    return detail::compound_of<" UNION ", Q...>();
}
/// The rows that every term has, each once.
template <select_like... Q>
constexpr auto intersect(Q...) {
    return detail::compound_of<" INTERSECT ", Q...>();
}
/// The rows of the first term that none of the others has, each once.
template <select_like... Q>
constexpr auto except(Q...) {
    return detail::compound_of<" EXCEPT ", Q...>();
}

template <class... Q>
    requires(detail::several_statements<Q> || ...)
constexpr void union_all(Q...) { detail::refuse_choice<Q...>(); }
template <class... Q>
    requires(detail::several_statements<Q> || ...)
constexpr void union_distinct(Q...) { detail::refuse_choice<Q...>(); }
template <class... Q>
    requires(detail::several_statements<Q> || ...)
constexpr void intersect(Q...) { detail::refuse_choice<Q...>(); }
template <class... Q>
    requires(detail::several_statements<Q> || ...)
constexpr void except(Q...) { detail::refuse_choice<Q...>(); }

}  // namespace squall
