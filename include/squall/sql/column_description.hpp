#pragma once
// A column as data, and the keys, defaults and references that stand behind its type. column_clauses.hpp has the other clauses.
#include <string_view>

#include "column_clauses.hpp"
#include "types.hpp"

namespace squall {

namespace detail {
struct primary_key_mark {};
struct nullable_key_mark {};
struct unique_mark {};
struct unchecked_mark {};
struct filled_mark {};
template <on_delete Action>
struct on_delete_mark {};
template <fixed_string Sql>
struct default_mark {};
template <fixed_string Table, fixed_string Column, fixed_string Name>
struct references_mark {};
}  // namespace detail

/// The key of one column. It is NOT NULL, which SQLite asks for beside every PRIMARY KEY that is no INTEGER.
inline constexpr detail::primary_key_mark primary_key{};
/// The same without NOT NULL: for tables that were made so, and whose rows have no NULL there.
inline constexpr detail::nullable_key_mark nullable_key{};
inline constexpr detail::unique_mark unique{};
/// An enum column without a CHECK list: its database also holds values from before there was one.
inline constexpr detail::unchecked_mark unchecked{};
/// A column that may be NULL in the DDL and never is: it has a default, no function writes NULL there, and a migration has filled
/// earlier rows. The client's types have no null there, and verify reports one.
inline constexpr detail::filled_mark filled{};
inline constexpr detail::on_delete_mark<on_delete::cascade> on_delete_cascade{};
inline constexpr detail::on_delete_mark<on_delete::set_null> on_delete_set_null{};
inline constexpr detail::on_delete_mark<on_delete::restrict> on_delete_restrict{};
inline constexpr detail::on_delete_mark<on_delete::set_default> on_delete_set_default{};
/// The default as SQL, where it stands in the DDL: default_sql<"'draft'">, default_sql<"0">.
template <fixed_string Sql>
inline constexpr detail::default_mark<Sql> default_sql{};
/// A reference to a column of a table, which may have a name: REFERENCES table(column).
template <fixed_string Table, fixed_string Column, fixed_string Name = "">
inline constexpr detail::references_mark<Table, Column, Name> references{};

namespace detail {
/// Whether a mark behind the type of a declared field says that the field may hold null.
template <class Mark>
inline constexpr bool lets_null_in = false;
}  // namespace detail

/// A column as data: what the DDL, a snapshot, a row mapper and a check of an insert need to know.
struct column_description {
    std::string_view name;
    const sql_type* type = nullptr;
    bool nullable = false;
    bool is_primary_key = false;
    bool is_nullable_key = false;  // a key without NOT NULL in the DDL
    bool is_unique = false;
    bool is_checked = false;  // an enum whose values the DDL enforces
    bool is_filled = false;   // never NULL, though the DDL allows it
    std::string_view default_sql{};
    std::string_view references_table{}, references_column{}, reference_name{};
    on_delete action = on_delete::no_action;
    reference_action update_action = reference_action::no_action;
    bool is_deferred = false;
    bool is_descending_key = false;
    bool counts_up = false;      // AUTOINCREMENT
    bool is_not_null = false;    // NOT NULL beside an INTEGER PRIMARY KEY
    bool is_strict = false;      // of a STRICT table
    bool has_row_number = true;  // not of a WITHOUT ROWID table
    bool is_stored = false;      // a generated column
    conflict on_same_key = conflict::abort, on_null = conflict::abort, on_same_value = conflict::abort;
    std::string_view generated_sql{}, collation{};
    std::string_view type_name{};  // none has no data()
    const check_description* checks = nullptr;
    std::size_t check_count = 0;

    /// The type in the DDL. A STRICT table takes SQLite's own names alone.
    constexpr std::string_view sqlite_type() const {
        if (type_name.data() != nullptr) return type_name;
        if (is_strict && type->kind == value_kind::boolean) return "INTEGER";
        if (is_strict && (type->kind == value_kind::timestamp || type->kind == value_kind::date)) return "TEXT";
        return type->sqlite;
    }
    /// An INTEGER PRIMARY KEY: SQLite assigns it in an insert that leaves it out.
    constexpr bool is_row_number() const {
        return is_primary_key && has_row_number && !is_descending_key && identifiers::same_word(sqlite_type(), "INTEGER");
    }
    /// The database computes it: it cannot be assigned.
    constexpr bool is_generated() const { return !generated_sql.empty(); }
    /// A conflict may change or skip rows without an error.
    constexpr bool has_conflict_clause() const {
        return on_same_key != conflict::abort || on_null != conflict::abort || on_same_value != conflict::abort;
    }
};

namespace detail {
constexpr void describe(column_description& c, primary_key_mark) { c.is_primary_key = true; }
constexpr void describe(column_description& c, nullable_key_mark) { c.is_primary_key = c.is_nullable_key = true; }
constexpr void describe(column_description& c, unique_mark) { c.is_unique = true; }
constexpr void describe(column_description& c, unchecked_mark) { c.is_checked = false; }
constexpr void describe(column_description& c, filled_mark) { c.is_filled = true; }
template <on_delete Action>
constexpr void describe(column_description& c, on_delete_mark<Action>) {
    c.action = Action;
}
template <fixed_string Sql>
constexpr void describe(column_description& c, default_mark<Sql>) {
    c.default_sql = kept<Sql>;
}
template <fixed_string Table, fixed_string Column, fixed_string Name>
constexpr void describe(column_description& c, references_mark<Table, Column, Name>) {
    c.references_table = kept<Table>;
    c.references_column = kept<Column>;
    c.reference_name = kept<Name>;
}

template <reference_action Action>
constexpr void describe(column_description& c, on_update_mark<Action>) {
    c.update_action = Action;
}
template <clause_flag Flag>
constexpr void describe(column_description& c, clause_mark<Flag>) {
    if (Flag == clause_flag::not_null) c.is_not_null = true;
    if (Flag == clause_flag::autoincrement) c.counts_up = true;
    if (Flag == clause_flag::deferred) c.is_deferred = true;
    if (Flag == clause_flag::descending_key) c.is_primary_key = c.is_descending_key = true;
}
template <conflict_place Place, conflict What>
constexpr void describe(column_description& c, conflict_mark<Place, What>) {
    if (Place == conflict_place::primary_key) c.is_primary_key = true, c.on_same_key = What;
    if (Place == conflict_place::unique) c.is_unique = true, c.on_same_value = What;
    if (Place == conflict_place::not_null) c.on_null = What;
}
template <fixed_string Collation>
constexpr void describe(column_description& c, collation_mark<Collation>) {
    c.collation = kept<Collation>;
}
template <fixed_string Sql, bool Stored>
constexpr void describe(column_description& c, generated_mark<Sql, Stored>) {
    c.generated_sql = kept<Sql>;
    c.is_stored = Stored;
}
template <fixed_string Type>
constexpr void describe(column_description& c, type_name_mark<Type>) {
    c.type_name = kept<Type>;
}
template <fixed_string Sql, fixed_string Name>
constexpr void describe(column_description&, check_sql_mark<Sql, Name>) {}  // column_spec lists all of them

/// Whether a default writes timestamps in the form of bound ones: ISO-8601 UTC with milliseconds and Z. CURRENT_TIMESTAMP does not.
constexpr bool is_default_in_iso_form(std::string_view sql) {
    constexpr std::string_view clock = "strftime('%Y-%m-%dT%H:%M:%fZ'", constant = "'0000-00-00T00:00:00.000Z'";
    while (!sql.empty() && (sql.front() == '(' || sql.front() == ' ')) sql.remove_prefix(1);
    while (!sql.empty() && (sql.back() == ')' || sql.back() == ' ')) sql.remove_suffix(1);
    if (sql.empty() || identifiers::same_word(sql, "null")) return true;
    if (identifiers::same_word(sql.substr(0, 9), clock.substr(0, 9)) && sql.substr(9).starts_with(clock.substr(9))) return true;
    if (sql.size() != constant.size()) return false;
    for (std::size_t i = 0; i < sql.size(); ++i)
        if (constant[i] == '0' ? sql[i] < '0' || sql[i] > '9' : sql[i] != constant[i]) return false;
    return true;
}
}  // namespace detail

constexpr bool has_two_time_forms(const column_description& c) {
    return c.type->kind == value_kind::timestamp && !detail::is_default_in_iso_form(c.default_sql);
}

}  // namespace squall
