#pragma once
// The one sentence that the compiler prints for each fault. A static assertion stands on a named bool, so that every
// compiler prints it, and its text is plain ASCII, which none of them escapes.
#include "statement_fault.hpp"

namespace squall::detail {

template <statement_fault Found>
constexpr void explain() {
    constexpr bool has_from = Found != statement_fault::no_from;
    static_assert(has_from, "squall: select() of columns needs from()");
    constexpr bool selection_in_scope = Found != statement_fault::table_in_selection;
    static_assert(selection_in_scope, "squall: select() names a column of a table that is not in from() or join()");
    constexpr bool join_in_scope = Found != statement_fault::table_in_join;
    static_assert(join_in_scope, "squall: a join condition uses a table that is not in from() or in a join() before it");
    constexpr bool where_in_scope = Found != statement_fault::table_in_where;
    static_assert(where_in_scope, "squall: where() uses a table that the statement does not read");
    constexpr bool group_in_scope = Found != statement_fault::table_in_group_by;
    static_assert(group_in_scope, "squall: group_by() or having() uses a table that is not in from() or join()");
    constexpr bool order_in_scope = Found != statement_fault::table_in_order_by;
    static_assert(order_in_scope, "squall: order_by() or limit() uses a table that is not in from() or join()");
    constexpr bool set_in_scope = Found != statement_fault::table_in_set;
    static_assert(set_in_scope, "squall: an assigned value uses a table that the statement does not read");
    constexpr bool returning_in_scope = Found != statement_fault::table_in_returning;
    static_assert(returning_in_scope, "squall: returning() names a column of another table than the one written");
    constexpr bool tables_distinct = Found != statement_fault::table_twice;
    static_assert(tables_distinct, "squall: a table occurs twice in from() and join(); give one of them an alias<...>()");
    constexpr bool where_plain = Found != statement_fault::aggregate_in_where;
    static_assert(where_plain, "squall: where() cannot hold an aggregate; use having()");
    constexpr bool join_plain = Found != statement_fault::aggregate_in_join;
    static_assert(join_plain, "squall: a join condition cannot hold an aggregate; join a derived<...>() query that has it");
    constexpr bool groups_plain = Found != statement_fault::aggregate_in_group_by;
    static_assert(groups_plain, "squall: group_by() cannot hold an aggregate; group a derived<...>() query that has it");
    constexpr bool order_plain = Found != statement_fault::aggregate_in_order_by;
    static_assert(order_plain, "squall: order_by() holds an aggregate, but the query does not aggregate; add group_by()");
    constexpr bool set_plain = Found != statement_fault::aggregate_in_set;
    static_assert(set_plain, "squall: an assigned value cannot hold an aggregate; use scalar(select(...))");
    constexpr bool returning_plain = Found != statement_fault::aggregate_in_returning;
    static_assert(returning_plain, "squall: returning() cannot hold an aggregate: it returns a value for each row written");
    constexpr bool guard_plain = Found != statement_fault::aggregate_in_guard;
    static_assert(guard_plain, "squall: a guard's condition cannot hold an aggregate; use scalar(select(...))");
    constexpr bool having_grouped = Found != statement_fault::having_without_group;
    static_assert(having_grouped, "squall: having() needs group_by() or an aggregate in select(); use where()");
    constexpr bool grouped = Found != statement_fault::aggregates_mixed;
    static_assert(grouped, "squall: select() mixes aggregates with plain columns; add group_by()");
    constexpr bool aggregates_flat = Found != statement_fault::nested_aggregate;
    static_assert(aggregates_flat, "squall: an aggregate stands inside another aggregate");
    constexpr bool columns_named = Found != statement_fault::column_unnamed;
    static_assert(columns_named, "squall: a selected expression needs a name: as<...>(...)");
    constexpr bool names_unique = Found != statement_fault::column_twice;
    static_assert(names_unique, "squall: two selected columns have the same name; rename one with as<...>()");
    constexpr bool columns_within_limit = Found != statement_fault::too_many_columns;
    static_assert(columns_within_limit, "squall: a result has at most 100 columns on D1");
    constexpr bool parameters_within_limit = Found != statement_fault::too_many_parameters;
    static_assert(parameters_within_limit, "squall: a statement has at most 100 parameters on D1");
    constexpr bool parameters_agree = Found != statement_fault::parameter_types_differ;
    static_assert(parameters_agree, "squall: one param<...> is used with values of different types");
    constexpr bool nulls_allowed = Found != statement_fault::null_into_not_null;
    static_assert(nulls_allowed, "squall: a value that may be null is assigned to a NOT NULL column");
    constexpr bool insert_complete = Found != statement_fault::insert_incomplete;
    static_assert(insert_complete, "squall: insert leaves out a NOT NULL column that has no default and is no INTEGER PRIMARY KEY");
    constexpr bool query_fits = Found != statement_fault::query_column_differs;
    static_assert(query_fits,
                  "squall: set_each() selects a column that the table does not have, or has with another type; as<...>() names it");
    constexpr bool always_filtered = Found != statement_fault::only_optional_conditions;
    static_assert(always_filtered, "squall: update and delete need a condition that is always present; all of where() is when<...>()");
    constexpr bool optionals_outside = Found != statement_fault::optional_inside;
    static_assert(optionals_outside, "squall: when<...>() is allowed only as a term of && in where(), having() or join(), or in set()");
    constexpr bool optional_sources_apart = Found != statement_fault::optional_source_read;
    static_assert(optional_sources_apart,
                  "squall: a source that is joined by when<...>() is read outside a when<...>() and value_when<...>() of the same name");
    constexpr bool optional_values_single = Found != statement_fault::optional_aggregate;
    static_assert(optional_values_single,
                  "squall: value_when<...>() holds an aggregate, without which the query would not aggregate; add group_by()");
    constexpr bool terms_within_limit = Found != statement_fault::too_many_terms;
    static_assert(terms_within_limit, "squall: a compound select has at most 5 terms on D1");
    constexpr bool terms_agree = Found != statement_fault::terms_differ;
    static_assert(terms_agree, "squall: the terms of a compound select have different columns or types");
    constexpr bool windows_outside = Found != statement_fault::window_in_where;
    static_assert(windows_outside, "squall: over() is allowed only in select() and order_by()");
    constexpr bool match_searches = Found != statement_fault::match_outside;
    static_assert(
        match_searches,
        "squall: matches() must be a term of the && of where(), or of the join of its own query: SQLite searches by it and cannot "
        "evaluate it for a row; use id.in(select(...).where(matches(...)))");
    constexpr bool columns_stored = Found != statement_fault::contentless_column;
    static_assert(columns_stored,
                  "squall: a contentless full-text table stores no columns: read its rowid, and join the table of the texts");
    constexpr bool times_sort = Found != statement_fault::two_time_forms;
    static_assert(times_sort,
                  "squall: a column with a CURRENT_TIMESTAMP default holds two forms of timestamps, which do not compare as text; use "
                  "at_or_after(), after(), at_or_before() or before(), or instant() on both sides");
    constexpr bool times_fit = Found != statement_fault::two_time_forms_assigned;
    static_assert(
        times_fit,
        "squall: a timestamp of a column with a CURRENT_TIMESTAMP default is assigned to a column that holds ISO timestamps alone; "
        "assign never_null(instant(...))");
    constexpr bool queries_named = Found != statement_fault::query_unnamed;
    static_assert(queries_named, "squall: from() reads a named query that no with() puts before the statement");
    constexpr bool queries_apart = Found != statement_fault::query_named_as_table;
    static_assert(queries_apart, "squall: a query of with() has the name of a table that the statement reads; name the query otherwise");
    constexpr bool recursion_fits = Found != statement_fault::recursion_differs;
    static_assert(
        recursion_fits,
        "squall: the second part of a recursive query selects other columns or types than the first, or a null where the first has none");
    constexpr bool recursion_in_place = Found != statement_fault::recursion_misplaced;
    static_assert(recursion_in_place,
                  "squall: the second part of a recursive query reads so_far() once, in its own from() or join(), without an aggregate");
    constexpr bool nested_fits = Found != statement_fault::nested_row_differs;
    static_assert(nested_fits,
                  "squall: a nested row's columns are not its struct's fields: names, order, types, optional where null may come");
    constexpr bool offset_limited = Found != statement_fault::offset_without_limit;
    static_assert(offset_limited, "squall: offset() needs limit(); limit<-1>() takes all rows");
    constexpr bool order_limited = Found != statement_fault::order_without_limit;
    static_assert(order_limited, "squall: order_by() of update and delete needs limit(): it says which rows are the first");
    constexpr bool pages_complete = Found != statement_fault::nullable_last_key;
    static_assert(pages_complete,
                  "squall: the second term of after() may be null, and such rows would be in no page; end the order with a column that is "
                  "never null, such as the key");
    constexpr bool three_keys_there = Found != statement_fault::nullable_key_of_three;
    static_assert(three_keys_there,
                  "squall: a term of after() with three keys may be null, and such rows would be in no page; sort by coalesce(...) of it");
    constexpr bool indexed_own = Found != statement_fault::index_of_other_table;
    static_assert(indexed_own, "squall: an index or a check names a column of another table");
    constexpr bool index_plain = Found != statement_fault::index_condition;
    static_assert(index_plain, "squall: an index, and its condition, hold columns and constants alone");
    constexpr bool check_plain = Found != statement_fault::check_condition;
    static_assert(check_plain, "squall: a check holds columns of its row and constants alone");
    constexpr bool computed_unset = Found != statement_fault::generated_assigned;
    static_assert(computed_unset, "squall: the database computes a generated column; it cannot be assigned");
    constexpr bool excluded_in_upsert = Found != statement_fault::excluded_outside_upsert;
    static_assert(excluded_in_upsert, "squall: excluded() is allowed only in do_update() of an upsert into the column's table");
}

}  // namespace squall::detail
