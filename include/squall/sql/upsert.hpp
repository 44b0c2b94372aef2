#pragma once
// ON CONFLICT of an insert: which key it names, and what becomes of the existing row.
#include "constraints.hpp"
#include "set.hpp"

namespace squall {

namespace detail {
/// The value that the row would have had, in do_update() of an upsert.
template <class Table, fixed_string Name, class T>
struct excluded_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        if (out.upsert_into != Table::self_::name) out.report(statement_fault::excluded_outside_upsert);
        out << "excluded.";
        out.name(Name);
        return {.may_be_null = is_optional<T>,
                .has_column = true,
                .has_two_time_forms = std::same_as<bare<T>, timestamp> && has_two_time_forms<Table>(Name)};
    }
};
}  // namespace detail

template <class Table, fixed_string Name, class T>
constexpr auto excluded(column<Table, Name, T>) {
    return expression<detail::excluded_node<Table, Name, T>>{};
}

namespace detail {
template <class Assignment>
inline constexpr bool is_excluded = false;
template <class Table, fixed_string Name, class T, class V>
inline constexpr bool is_excluded<assignment<column<Table, Name, T>, excluded_node<Table, Name, V>>> = true;
template <class Set>
inline constexpr bool sets_excluded = false;
template <class... A>
inline constexpr bool sets_excluded<set_list<A...>> = (is_excluded<A> && ...);

/// A column of the key, or an expression of a unique index.
template <class Table, class T>
inline constexpr bool is_of_key = expression_like<T>;
template <class Table, class Of, fixed_string Name, class T>
inline constexpr bool is_of_key<Table, column<Of, Name, T>> = std::same_as<Of, Table>;
template <class T>
inline constexpr bool is_column = false;
template <class Table, fixed_string Name, class T>
inline constexpr bool is_column<column<Table, Name, T>> = true;
/// Whether an insert sets the column, which is never null.
template <class Table, class... A>
constexpr bool is_set_to_value(std::string_view name) {
    for (const column_description& c : Table::self_::columns)
        if (c.name == name) return !c.nullable && ((A::name == name) || ...);
    return false;
}
/// What ON CONFLICT names: columns or expressions of a unique key, and the condition of a partial index.
template <class IndexWhere, class... Parts>
struct conflict_key {
    static constexpr bool is_there = sizeof...(Parts) > 0;
    static constexpr bool is_partial = !std::is_void_v<IndexWhere>;
    static constexpr bool has_expressions = !(is_column<Parts> && ...);
    static constexpr void text(renderer& out) {
        if constexpr (is_there) {
            const bool qualified = out.qualify;
            out.qualify = false;  // as the index is written
            out.at = clause::set;
            out << " (";
            bool first = true;
            ((out << (first ? "" : ", "), Parts::node::text(out), first = false), ...);
            out << ')';
            if constexpr (is_partial) {
                out << " WHERE ";
                IndexWhere::text(out);
            }
            out.qualify = qualified;
        }
    }
    /// Whether a row inserted with these columns is found by the key. Nulls are not, nor are rows outside a partial index.
    template <class Table, class... A>
    static constexpr bool finds_inserted() {
        if constexpr (!is_there || is_partial || has_expressions)
            return false;
        else
            return (is_set_to_value<Table, A...>(Parts::name) && ...);
    }
    /// Says so when the table has no such key.
    template <class Table>
    static constexpr void check() {
        if constexpr (is_there && has_expressions) {
            constexpr bool has_index = is_key_of_expressions<typename Table::self_::written, IndexWhere, typename Parts::node...>();
            static_assert(
                has_index,
                "squall: on_conflict() names an expression of no unique index: constraints_of the table needs its unique_index<...>");
        } else if constexpr (is_there) {
            constexpr std::string_view names[] = {Parts::name...};
            constexpr bool has_key = is_partial || is_unique_key<typename Table::self_::written>(names, sizeof...(Parts));
            static_assert(has_key, "squall: on_conflict() names columns that are no unique key; that of a partial index has its where()");
            if constexpr (is_partial) {
                constexpr bool has_index = is_partial_key<typename Table::self_::written, IndexWhere>(names, sizeof...(Parts));
                static_assert(has_index, "squall: no unique index of these columns has the condition of on_conflict(...).where(...)");
            }
        }
    }
};

template <class Set, class Where, class Key>
struct conflict_clause {
    /// Every column gets the value that the row to insert has.
    static constexpr bool sets_what_is_inserted = sets_excluded<Set> && std::same_as<Where, nothing_there>;
    static constexpr bool has_target = Key::is_there;
    using key = Key;
    template <class Table>
    static constexpr bool sets_key() {
        if constexpr (requires { Set::names; })
            return sets_primary_key<Table>(Set::names);
        else
            return false;
    }
    static constexpr void text(renderer& out) {
        out << " ON CONFLICT";
        Key::text(out);
        if constexpr (std::same_as<Set, nothing_there>) {
            out << " DO NOTHING";
        } else {
            out << " DO UPDATE SET ";
            out.at = clause::set;
            Set::text(out);
            Where::text(out);
        }
    }
};
/// What to do on a conflict, one key after the other: SQLite takes the first clause whose key is the one that conflicts.
template <class... Clauses>
struct conflict_clauses {
    static constexpr bool is_there = sizeof...(Clauses) > 0;
    static constexpr bool sets_what_is_inserted = sizeof...(Clauses) == 1 && (Clauses::sets_what_is_inserted && ...);
    /// A clause without columns is for every key that no earlier clause names.
    static constexpr bool is_complete = !(Clauses::has_target && ...);
    template <class Table>
    static constexpr bool sets_key() {
        return (Clauses::template sets_key<Table>() || ...);
    }
    template <class Table, class... A>
    static constexpr bool finds_inserted() {
        return (Clauses::key::template finds_inserted<Table, A...>() || ...);
    }
    template <class Clause>
    using and_then = conflict_clauses<Clauses..., Clause>;
    static constexpr void text(renderer& out) { (Clauses::text(out), ...); }
};
}  // namespace detail

}  // namespace squall
