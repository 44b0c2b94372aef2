#pragma once
// The first rows of an order, for UPDATE and DELETE: WHERE rowid IN (SELECT rowid … ORDER BY … LIMIT …). SQLite has ORDER BY and
// LIMIT of these statements only where it is built with them; this means the same everywhere.
#include "clauses.hpp"

namespace squall::detail {

/// A name of the row's number that no column of the table has.
template <class Table>
constexpr std::string_view row_number_name() {
    for (std::string_view name : {"rowid", "oid", "_rowid_"}) {
        bool is_column = false;
        for (const column_description& c : Table::self_::columns) is_column = is_column || identifiers::same_word(c.name, name);
        if (!is_column) return name;
    }
    return "rowid";
}

template <class Table, class Where, class Order, class Limit>
struct first_rows {
    static constexpr void text(renderer& out) {
        constexpr std::string_view number = row_number_name<Table>();
        out << " WHERE " << number << " IN (SELECT " << number << " FROM ";
        const auto mark = out.open_own_scope();
        out.add_table(Table::self_::alias, false);
        --out.table_count;  // the same table again: nothing needs its name before a column
        Table::self_::declare(out);
        Where::text(out);
        if (Order::text(out).has_aggregate) out.report(statement_fault::aggregate_in_order_by);
        Limit::text(out);
        if (is_missing<Limit>) out.report(statement_fault::order_without_limit);
        out.close_scope(mark);
        out << ')';
    }
};

/// WHERE with an order, or with a limit.
template <class Table, class Where>
struct first_rows_of {
    using with_order = first_rows<Table, Where, nothing_there, nothing_there>;
};
template <class Table, class Where, class Order, class Limit>
struct first_rows_of<Table, first_rows<Table, Where, Order, Limit>> {
    using with_order = first_rows<Table, Where, Order, Limit>;
};
template <class Rows, class... Terms>
struct with_terms;
template <class Table, class Where, class Order, class Limit, class... Terms>
struct with_terms<first_rows<Table, Where, Order, Limit>, Terms...> {
    using type = first_rows<Table, Where,
                            typename list_and<" ORDER BY ", clause::order_by, Order, typename as_order_term<Terms>::type...>::type, Limit>;
};
template <class Rows, class Limit>
struct with_limit;
template <class Table, class Where, class Order, class Old, class Limit>
struct with_limit<first_rows<Table, Where, Order, Old>, Limit> {
    using type = first_rows<Table, Where, Order, Limit>;
    static constexpr void check() { check_first_limit<Old>(); }
};

/// The first rows are found by their numbers.
template <class Table>
constexpr void check_has_row_numbers() {
    constexpr bool has_row_numbers = !Table::self_::options.without_rowid;
    static_assert(has_row_numbers,
                  "squall: an update or a delete of a table without_rowid has no order_by() and limit(): "
                  "where() takes its key, id.in(select(...).limit(...))");
}
template <class Table, class Where, class... Terms>
constexpr auto ordered_rows() {
    check_has_row_numbers<Table>();
    constexpr bool all_terms = (as_order_term<Terms>::is_term && ...) && sizeof...(Terms) > 0;
    static_assert(all_terms, "squall: order_by() takes column.asc() and column.desc()");
    if constexpr (all_terms) {
        check_no_constants<typename as_order_term<Terms>::type::node...>();
        return typename with_terms<typename first_rows_of<Table, Where>::with_order, Terms...>::type{};
    } else {
        return Where{};
    }
}
template <class Table, class Where, class Limit>
constexpr auto limited_rows() {
    check_has_row_numbers<Table>();
    using limited = with_limit<typename first_rows_of<Table, Where>::with_order, Limit>;
    limited::check();
    return typename limited::type{};
}

template <class Table, class Where, class Order, class Limit, class Node>
struct where_and<first_rows<Table, Where, Order, Limit>, Node> {
    static constexpr bool is_before = std::is_void_v<Node>;
    static_assert(is_before, "squall: where() of update and delete comes before order_by() and limit()");
    using type = first_rows<Table, Where, Order, Limit>;
};

}  // namespace squall::detail
