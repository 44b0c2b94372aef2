#pragma once
// INSERT … SELECT of a whole query: its columns go into the table's columns of their names.
#include "select.hpp"
#include "statement.hpp"

namespace squall::detail {

/// Whether the query's SQL ends in FROM, where SQLite would read the ON of ON CONFLICT as a join's.
template <class Query>
inline constexpr bool may_end_in_from = true;
template <class S, class F, class W, class G, class H, class O, class L, class Of, bool D>
inline constexpr bool may_end_in_from<select_query<S, F, W, G, H, O, L, Of, D>> = is_missing<O>&& is_missing<L>;
template <class S, class F, class Node, class G, class H, class O, class L, class Of, bool D>
inline constexpr bool may_end_in_from<select_query<S, F, where_clause<Node>, G, H, O, L, Of, D>> =
    is_missing<O>&& is_missing<L> && !always_there<Node>;

template <class Query, std::size_t I>
struct query_column {
    static constexpr std::string_view name = analysis_of<Query>.columns[I].name;
};
/// The rows of a query as those of an insert.
template <class Query>
struct query_rows {
    static constexpr bool is_there = true;
    static constexpr void text(renderer& out, bool has_conflict) {
        const bool is_wrapped = has_conflict && may_end_in_from<Query>;
        if (is_wrapped) out << "SELECT * FROM (";
        const bool outer = out.stays_inside;
        out.stays_inside = true;
        out.require(Query::text(out).values.null_with);
        out.stays_inside = outer;
        if (is_wrapped) out << ") WHERE 1";
    }
    /// Each of its columns fits the table's column of its name.
    template <class Table>
    static constexpr void check(renderer& out) {
        for (std::size_t i = 0; i < analysis_of<Query>.column_count; ++i) {
            const result_column& value = analysis_of<Query>.columns[i];
            const column_description* into = nullptr;
            for (const column_description& c : Table::self_::columns)
                if (c.name == value.name) into = &c;
            if (into == nullptr || !holds(into->type, value.type)) {
                out.report(statement_fault::query_column_differs);
            } else {
                if (into->is_generated()) out.report(statement_fault::generated_assigned);
                if (value.nullable && !into->nullable) out.report(statement_fault::null_into_not_null);
                if (value.has_two_time_forms && !has_two_time_forms(*into)) out.report(statement_fault::two_time_forms_assigned);
            }
        }
    }
};

}  // namespace squall::detail
