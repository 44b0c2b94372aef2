#pragma once
// What may stand behind a column's type beside keys, defaults and references: the clauses of CREATE TABLE.
//
//     column<"email", std::string, unique, collation<"NOCASE">> email{};
//     column<"price", double, type_name<"NUMERIC(10,2)">, check_sql<"price >= 0", "price_is_positive">> price{};
//     column<"total", double, generated_sql<"price * quantity">> total{};
#include "fixed_string.hpp"
#include "identifier.hpp"

namespace squall {

/// What a key does with a row that conflicts, instead of refusing the statement.
enum class conflict : unsigned char { abort, rollback, fail, ignore, replace };
/// What happens to a reference when the row that it refers to is deleted, or its key changes.
enum class reference_action : unsigned char { no_action, cascade, set_null, restrict, set_default };
using on_delete = reference_action;

/// The options of a table. A declaration has them beside its columns:
///     static constexpr squall::table_options options_{.strict = true};
struct table_options {
    bool strict = false;         // a value of another type than its column's is refused
    bool without_rowid = false;  // the rows are stored by their primary key, and have no number
};

struct check_description {
    std::string_view name, sql;
};

namespace detail {
enum class clause_flag : unsigned char { not_null, descending_key, autoincrement, deferred, stored_only };
template <clause_flag Flag>
struct clause_mark {};
template <reference_action Action>
struct on_update_mark {};
enum class conflict_place : unsigned char { primary_key, not_null, unique };
template <conflict_place Place, conflict What>
struct conflict_mark {};
template <fixed_string Collation>
struct collation_mark {};
template <fixed_string Sql, bool Stored>
struct generated_mark {};
template <fixed_string Type>
struct type_name_mark {};
template <fixed_string Sql, fixed_string Name>
struct check_sql_mark;
}  // namespace detail

/// NOT NULL beside an INTEGER PRIMARY KEY, where it means nothing. Every other column that is not optional has it anyway.
inline constexpr detail::clause_mark<detail::clause_flag::not_null> not_null{};
/// INTEGER PRIMARY KEY DESC: such a key is an ordinary column, which SQLite does not number.
inline constexpr detail::clause_mark<detail::clause_flag::descending_key> primary_key_desc{};
/// The number of a deleted row is never given to another one. Beside an INTEGER primary_key.
inline constexpr detail::clause_mark<detail::clause_flag::autoincrement> autoincrement{};
/// A reference is checked when the transaction ends: DEFERRABLE INITIALLY DEFERRED.
inline constexpr detail::clause_mark<detail::clause_flag::deferred> initially_deferred{};
/// A column of a virtual table that is stored and not searched: UNINDEXED in a full-text table, auxiliary in an R*Tree.
inline constexpr detail::clause_mark<detail::clause_flag::stored_only> stored_only{};
inline constexpr detail::on_update_mark<reference_action::cascade> on_update_cascade{};
inline constexpr detail::on_update_mark<reference_action::set_null> on_update_set_null{};
inline constexpr detail::on_update_mark<reference_action::set_default> on_update_set_default{};
inline constexpr detail::on_update_mark<reference_action::restrict> on_update_restrict{};
/// NOT NULL ON CONFLICT …: REPLACE stores the default instead of a NULL.
template <conflict What>
inline constexpr detail::conflict_mark<detail::conflict_place::not_null, What> not_null_on_conflict{};
/// UNIQUE ON CONFLICT …
template <conflict What>
inline constexpr detail::conflict_mark<detail::conflict_place::unique, What> unique_on_conflict{};
/// PRIMARY KEY ON CONFLICT …
template <conflict What>
inline constexpr detail::conflict_mark<detail::conflict_place::primary_key, What> primary_key_on_conflict{};
/// How the column's texts compare and sort, unless an expression says otherwise: NOCASE ignores the case of A to Z, RTRIM spaces at
/// the end.
template <fixed_string Collation>
inline constexpr detail::collation_mark<Collation> collation{};
/// A column that the database computes whenever it is read. It cannot be assigned.
template <fixed_string Sql>
inline constexpr detail::generated_mark<Sql, false> generated_sql{};
/// The same, computed when the row is written, and stored.
template <fixed_string Sql>
inline constexpr detail::generated_mark<Sql, true> generated_stored_sql{};
/// The type in the DDL, where it is not the one of the C++ type: type_name<"VARCHAR(255)">.
template <fixed_string Type>
inline constexpr detail::type_name_mark<Type> type_name{};
/// A condition that every row fulfils, as SQL: behind a column's type, or in the table's constraints(). check() takes a typed one.
template <fixed_string Sql, fixed_string Name = "">
inline constexpr detail::check_sql_mark<Sql, Name> check_sql{};

namespace detail {
/// Whether a text is one expression as far as its brackets and quotes tell: it cannot end the clause that it stands in.
constexpr bool is_closed_sql(std::string_view sql) {
    int depth = 0;
    bool is_empty = true;
    for (std::size_t i = 0; i < sql.size();) {
        const char c = sql[i];
        if (c == ';' || c == '\0' || sql.substr(i, 2) == "--" || sql.substr(i, 2) == "/*") return false;
        const std::size_t end = end_of_quoted(sql, i);
        if (end != i && (end < i + 2 || sql[end - 1] != (c == '[' ? ']' : c))) return false;
        if (c == '(') ++depth;
        if (c == ')' && --depth < 0) return false;
        is_empty = is_empty && (c == ' ' || c == '\n' || c == '\t');
        i = end == i ? i + 1 : end;
    }
    return depth == 0 && !is_empty;
}

template <class Mark>
inline constexpr bool is_check_mark = false;
template <fixed_string Sql, fixed_string Name>
inline constexpr bool is_check_mark<check_sql_mark<Sql, Name>> = true;

template <fixed_string Sql, fixed_string Name>
struct check_sql_mark {
    static constexpr bool is_expression = is_closed_sql(kept<Sql>);
    static_assert(is_expression, "squall: check_sql<...> holds one condition, with its brackets and quotes closed and no comment");
    static constexpr check_description description{kept<Name>, kept<Sql>};
    // Of a list of constraints:
    template <class Table>
    static constexpr bool is_of = true;
    static constexpr bool is_unique = false, is_primary = false;
};

/// The checks among the marks behind a column's type.
template <class... Marks>
struct checks_among {
    static constexpr std::size_t count = (std::size_t{is_check_mark<Marks>} + ... + 0);
    static constexpr auto all = [] {
        struct {
            check_description list[count]{};
            std::size_t size = 0;
        } found;
        const auto add = [&]<class Mark>() {
            if constexpr (is_check_mark<Mark>) found.list[found.size++] = Mark::description;
        };
        (add.template operator()<Marks>(), ...);
        return found;
    }();
};

constexpr std::string_view conflict_text(conflict what) {
    switch (what) {
        case conflict::rollback: return " ON CONFLICT ROLLBACK";
        case conflict::fail: return " ON CONFLICT FAIL";
        case conflict::ignore: return " ON CONFLICT IGNORE";
        case conflict::replace: return " ON CONFLICT REPLACE";
        case conflict::abort: break;
    }
    return "";
}
constexpr std::string_view action_text(reference_action action) {
    switch (action) {
        case reference_action::cascade: return "CASCADE";
        case reference_action::set_null: return "SET NULL";
        case reference_action::restrict: return "RESTRICT";
        case reference_action::set_default: return "SET DEFAULT";
        case reference_action::no_action: break;
    }
    return "";
}
}  // namespace detail

}  // namespace squall
