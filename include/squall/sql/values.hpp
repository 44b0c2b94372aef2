#pragma once
// VALUES: constant and bound rows as a query, for derived<…>(), named<…>(), in() and compounds. The first row names the columns.
//     constexpr auto rates = derived<"rates">(values(row(as<"plan">(literal<"free">), as<"rate">(real<"0.0">)),
//                                                    row(literal<"team">, real<"0.1">)));
// Rows that are known only at run time: rows<"…">.
#include "call.hpp"
#include "row_value.hpp"
#include "select.hpp"

namespace squall {

namespace detail {
template <class Row, class First, class... Rest>
struct values_query;
template <class Row, class... E, class... Rest>
struct values_query<Row, row_value<E...>, Rest...> {
    using is_select = void;
    using row = Row;
    static constexpr bool writes = false, has_tail = false;
    static constexpr std::size_t terms = sizeof...(Rest) > 0 ? 2 : 1;

    static constexpr query_facts text(renderer& out) {
        const auto mark = out.open_scope();
        out.at = clause::selection;
        facts columns[sizeof...(E)]{};
        std::size_t i = 0;
        out << "SELECT ";
        ((out << (i == 0 ? "" : ", "), columns[i] = named<typename E::node>(out), ++i), ...);
        out << (sizeof...(Rest) > 0 ? " UNION ALL VALUES " : "");
        [[maybe_unused]] bool is_first = true;
        ((out << (is_first ? "" : ", "), add(Rest{}, out, columns), is_first = false), ...);
        facts all;
        i = 0;
        ((all |= out.result(name_of_node<typename E::node>, type_of_node<typename E::node>, columns[i++])), ...);
        if (all.has_column || all.has_aggregate) out.report(statement_fault::no_from);
        if (all.has_window) out.report(statement_fault::window_in_where);
        out.close_scope(mark);
        return {.values = all, .has_one_row = sizeof...(Rest) == 0};
    }

  private:
    template <class Node>
    static constexpr facts cell(renderer& out, const sql_type* type) {
        const bool as_text = out.sends_as_text(type);
        if (as_text) out << "CAST(";
        const facts known = Node::text(out);
        if (as_text) out << " AS TEXT)";
        return known;
    }
    template <class Node>
    static constexpr facts named(renderer& out) {
        const facts known = cell<Node>(out, type_of_node<Node>);
        out << " AS ";
        out.name(name_of_node<Node>);
        return known;
    }
    template <class... Other>
    static constexpr void add(row_value<Other...>, renderer& out, facts (&columns)[sizeof...(E)]) {
        std::size_t i = 0;
        out << '(';
        ((out << (i == 0 ? "" : ", "), columns[i] |= cell<argument_node<Other, typename E::node>>(out, type_of_node<typename E::node>),
          ++i),
         ...);
        out << ')';
    }
};
template <class Row, class First, class... Rest>
struct only_column<values_query<Row, row_value<First>, Rest...>> {
    using node = typename First::node;
};

/// A row of one column is the value itself.
template <class T>
struct as_values_row {
    using type = row_value<T>;
};
template <class... E>
struct as_values_row<row_value<E...>> {
    using type = row_value<E...>;
};
template <class First, class Other>
inline constexpr bool fits_below = false;
template <class... E, class... Other>
    requires(sizeof...(E) == sizeof...(Other))
inline constexpr bool fits_below<row_value<E...>, row_value<Other...>> =
    (holds(type_of_node<typename E::node>, type_of_node<argument_node<Other, typename E::node>>) && ...);
template <class First>
inline constexpr bool has_types = false;
template <class... E>
inline constexpr bool has_types<row_value<E...>> = (expression_like<E> && ...);
template <class First>
inline constexpr bool has_names = false;
template <class... E>
inline constexpr bool has_names<row_value<E...>> = (!name_of_node<typename E::node>.empty() && ...);

template <class Row, class First, class... Rest>
constexpr auto make_values() {
    constexpr bool typed = has_types<First>;
    static_assert(typed, "squall: a parameter in the first row of values() needs a type: param<\"name\", T>");
    if constexpr (typed) {
        constexpr bool named = has_names<First>;
        static_assert(named, "squall: each value in the first row of values() needs a name: as<...>(...)");
        constexpr bool alike = (fits_below<First, Rest> && ...);
        static_assert(alike, "squall: the rows of values() have different numbers of values, or types that the first row's do not hold");
        if constexpr (named && alike) return values_query<Row, First, Rest...>{};
    }
}
}  // namespace detail

/// Rows as a query; each is a row(…), or a value where there is one column.
template <class... Rows>
constexpr auto values(Rows...) {
    constexpr bool has_rows = sizeof...(Rows) > 0;
    static_assert(has_rows, "squall: values() needs a row");
    if constexpr (has_rows) return detail::make_values<detail::no_row, typename detail::as_values_row<Rows>::type...>();
}

}  // namespace squall
