#pragma once
// What can be wrong with a whole statement; explain.hpp has the sentence for each.

namespace squall {

enum class problem : unsigned char {
    none,
    no_from,
    table_in_selection,
    table_in_join,
    table_in_where,
    table_in_group_by,
    table_in_order_by,
    table_in_set,
    table_in_returning,
    table_twice,
    aggregate_in_where,
    aggregate_in_join,
    aggregate_in_group_by,
    aggregate_in_order_by,
    aggregate_in_set,
    aggregate_in_returning,
    aggregate_in_guard,
    having_without_group,
    aggregates_mixed,
    nested_aggregate,
    column_unnamed,
    column_twice,
    too_many_columns,
    too_many_parameters,
    parameter_types_differ,
    null_into_not_null,
    insert_incomplete,
    only_optional_conditions,
    optional_inside,
    too_many_terms,
    terms_differ,
    window_in_where,
    two_time_forms,
    two_time_forms_assigned,
    query_unnamed,
    nested_row_differs,
    offset_without_limit,
    excluded_outside_upsert,
    index_of_other_table,
    index_condition,
};

}  // namespace squall
