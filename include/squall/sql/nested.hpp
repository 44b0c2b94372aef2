#pragma once
// Rows inside rows: what belongs to a row (its children, its one partner) as a field of it. One statement returns the tree;
// the parent is not repeated for each child, and all children take one column of the result.
#include <optional>
#include <vector>

#include "select.hpp"

namespace squall {

// A field of nested rows: its cell is JSON text, a list of rows or one row, each a list of cells.
template <declared_row Row>
struct sql_type_of<std::vector<Row>> {
    static constexpr sql_type type{value_kind::rows, "TEXT", ""};
};
template <declared_row Row>
struct sql_type_of<Row> {
    static constexpr sql_type type{value_kind::rows, "TEXT", ""};
};

namespace detail {
template <class T>
inline constexpr bool is_row_list = false;
template <declared_row Row>
inline constexpr bool is_row_list<std::vector<Row>> = true;

/// SQLite writes a REAL into JSON with 15 digits; 17 say it all. What is beyond every number becomes null. JSON has no blob: an
/// object, which no other cell is, has its bytes as hexadecimal digits. A bigint is a text, as in a row of its own.
template <class Render>
constexpr facts nested_cell(renderer& out, const sql_type* type, Render render) {
    if (type->kind == value_kind::blob) {
        out << "iif(";
        render();
        out << " IS NULL, NULL, json_object('hex', hex(";
        const facts known = render();
        out << ")))";
        return known;
    }
    if (type->kind == value_kind::bigint) {
        out << "CAST(";
        const facts known = render();
        out << " AS TEXT)";
        return known;
    }
    const bool is_real = type->kind == value_kind::real;
    if (is_real) {
        out << "iif(";
        render();
        out << " BETWEEN -1.7976931348623157e308 AND 1.7976931348623157e308, json(printf('%!.17g', ";
    }
    const facts known = render();
    if (is_real) out << ")), NULL)";
    return known;
}
/// What a query selects, as one JSON list a row; each cell is checked against the row struct's field.
template <class Selection>
struct cells_of {};
template <class Table>
struct cells_of<whole_table<Table>> {
    using row = typename Table::self_::row;
    static constexpr std::size_t width = Table::self_::columns.size();
    static constexpr bool is_result_name(std::string_view name) { return identifiers::same_word(name, "cells"); }
    static constexpr facts text(renderer& out) {
        facts all;
        out << "json_array(";
        for (std::size_t i = 0; i < width; ++i) {
            const column_description& c = Table::self_::columns[i];
            if (i) out << ", ";
            const facts known = nested_cell(out, c.type, [&] { return out.column(Table::self_::alias, c.name, c.nullable); });
            if (known.may_be_null && !c.nullable) out.report(statement_fault::nested_row_differs);
            all |= known.null_if(false);
        }
        out << ") AS cells";
        return all;
    }
};
template <declared_row Row, class... Nodes>
struct cells_of<selected_nodes<Row, Nodes...>> {
    using row = Row;
    static constexpr std::size_t width = sizeof...(Nodes);
    static constexpr bool is_result_name(std::string_view name) { return identifiers::same_word(name, "cells"); }
    static constexpr facts text(renderer& out) {
        const auto& fields = definition_of<Row>::columns;
        if (fields.size() != width) {
            out.report(statement_fault::nested_row_differs);
            return {};
        }
        facts all;
        out << "json_array(";
        std::size_t i = 0;
        ((out << (i ? ", " : ""), all |= cell<Nodes>(out, fields[i]), ++i), ...);
        out << ") AS cells";
        return all;
    }

  private:
    template <class Node>
    static constexpr facts cell(renderer& out, const column_description& field) {
        using node = typename unnamed<Node>::type;
        // A document is a text, as in a row of its own. SQLite would put what a JSON function returns there as it is, and of
        // a JSON string only what it holds.
        constexpr bool is_document = type_of_node<Node>->kind == value_kind::json && !is_column_node<node>;
        const facts known = nested_cell(out, type_of_node<Node>, [&] {
            if constexpr (!is_document) return node::text(out);
            const facts of_document = part<node>(out, binds_concat);
            out << " || ''";
            return of_document;
        });
        const bool fits =
            name_of_node<Node> == field.name && holds(field.type, type_of_node<Node>) && (field.nullable || !known.may_be_null);
        if (!fits) out.report(statement_fault::nested_row_differs);
        if (!field.nullable) out.require(known.null_with);
        return known.null_if(false);
    }
};

/// The same query with its rows as lists of cells.
template <class Query>
struct query_of_cells;
template <class Selection, class F, class W, class G, class H, class O, class L, class S, bool D>
struct query_of_cells<select_query<Selection, F, W, G, H, O, L, S, D>> {
    using cells = cells_of<Selection>;
    using type = select_query<cells, F, W, G, H, O, L, S, D>;
};
template <class Query>
concept nestable = requires {
    typename query_of_cells<Query>::cells::row;
};

template <class Query>
struct nested_rows_node {
    using value_type = std::vector<typename query_of_cells<Query>::cells::row>;
    static constexpr int binds = binds_whole;
    // group_concat() keeps the order of the query inside, like every aggregate without an order of its own.
    static constexpr facts text(renderer& out) {
        out << "(SELECT ifnull('[' || group_concat(cells) || ']', '[]') FROM (";
        query_of_cells<Query>::type::text(out);
        out << "))";
        return {};
    }
};
template <class Query>
struct nested_row_node {
    using value_type = std::optional<typename query_of_cells<Query>::cells::row>;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        out << '(';
        query_of_cells<Query>::type::text(out);
        out << ')';
        return {.may_be_null = true};
    }
};

template <class Query>
constexpr void check_nested() {
    constexpr bool is_chosen_outside = !requires { Query::choice_name; };
    static_assert(is_chosen_outside, "squall: a choice<...>() orders the whole statement; a nested query has one order");
    constexpr bool has_row_struct = nestable<Query> || !is_chosen_outside;
    static_assert(has_row_struct, "squall: a nested query is select(table) or select_into<Row>(...)");
    if constexpr (has_row_struct) {
        // D1 documents 32 arguments a function (https://developers.cloudflare.com/d1/platform/limits/).
        constexpr bool narrow_enough = query_of_cells<Query>::cells::width <= 32;
        static_assert(narrow_enough, "squall: a nested row has at most 32 columns; select those that are needed");
    }
}
}  // namespace detail

/// All rows of a query, which may use the tables around it, as a field of the type std::vector<Row>; in the query's order.
///     as<"versions">(nested_rows(select(agent_versions).from(agent_versions).where(agent_versions.agent_id == agents.id)))
template <class Query>
constexpr auto nested_rows(Query) {
    detail::check_nested<Query>();
    if constexpr (detail::nestable<Query>) return expression<detail::nested_rows_node<Query>>{};
}
/// The first row of a query as a field of the type std::optional<Row>.
template <class Query>
constexpr auto nested_row(Query) {
    detail::check_nested<Query>();
    if constexpr (detail::nestable<Query>) return expression<detail::nested_row_node<Query>>{};
}

}  // namespace squall
