#pragma once
// One declaration a table. The declaration is a template over what "a column" is, and from the same lines come the
// column objects used in queries, the plain row, the patch and the insert struct, the DDL and the client's types.
#include <array>
#include <boost/pfr/core.hpp>
#include <type_traits>

#include "column_affinity.hpp"
#include "column_clauses.hpp"
#include "condition.hpp"
#include "declared_triggers.hpp"

namespace squall {

// ---- what may stand behind a column's type --------------------------------------------------------------------------
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

// ---- a column in a query --------------------------------------------------------------------------------------------
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
/// Of a source's column: a table knows it by its declaration, a view by its query.
template <class Table>
constexpr bool has_two_time_forms(std::string_view column) {
    if constexpr (requires { Table::self_::has_two_time_forms(column); })
        return Table::self_::has_two_time_forms(column);
    else
        return false;
}

namespace detail {
template <class Table, fixed_string Name, class T>
struct column_node {
    using value_type = T;
    using table = Table;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        return out.column(Table::self_::alias, Name, is_optional<T>, std::same_as<bare<T>, timestamp> && has_two_time_forms<Table>(Name));
    }
};
/// The affinity of a column by its type_name<...>, which alone may be another than that of the C++ type.
template <class Table>
constexpr column_affinity named_affinity(std::string_view column, column_affinity otherwise) {
    if constexpr (requires { Table::self_::columns; })
        for (const column_description& c : Table::self_::columns)
            if (c.name == column && c.type_name.data() != nullptr) return affinity_of_type(c.type_name);
    return otherwise;
}
/// Whether the column turns a bound number into an integer. A column of texts makes '5.0' of it, and one without a type keeps a REAL.
template <class Table, fixed_string Name, class T>
inline constexpr bool keeps_integers = [] {
    if (!is_integer(type_of<T>) && !std::same_as<bare<T>, bool>) return true;
    const column_affinity own = named_affinity<Table>(Name.view(), column_affinity::integer);
    return own != column_affinity::text && own != column_affinity::none;
}();
template <class Table, fixed_string Name, class T>
inline constexpr bool is_column_node<column_node<Table, Name, T>> = keeps_integers<Table, Name, T>;
template <class Table, fixed_string Name, class T>
inline constexpr std::string_view name_of_node<column_node<Table, Name, T>> = kept<Name>;
}  // namespace detail

/// column = value, in set().
template <class Column, class Node>
struct assignment {
    using table = typename Column::table;
    static constexpr std::string_view name = Column::name;
    static constexpr bool nullable = is_optional<typename Column::value_type>;
    /// One row is set to a value of its own; only the rows that INSERT … SELECT selects may be aggregated.
    static constexpr detail::facts value(detail::renderer& out, bool is_selected = false) {
        const detail::facts known = Node::text(out);
        if (known.has_aggregate && !is_selected) out.report(detail::statement_fault::aggregate_in_set);
        if (known.has_window && !is_selected) out.report(detail::statement_fault::window_in_where);
        if (known.may_be_null && !nullable) out.report(detail::statement_fault::null_into_not_null);
        if (!nullable) out.require(known.null_with);
        if (known.has_two_time_forms && detail::is_time_node<Node> && !has_two_time_forms<table>(name))
            out.report(detail::statement_fault::two_time_forms_assigned);
        return known;
    }
    static constexpr detail::facts text(detail::renderer& out) {
        out.name(name);
        out << " = ";
        return value(out);
    }
};

template <class Table, fixed_string Name, class T>
struct column;

namespace detail {
/// A bound value for a column.
template <fixed_string Name, class T, bool KeepsIntegers = true>
struct assigned_parameter_node {
    using value_type = T;
    static constexpr int binds = binds_whole;
    static constexpr facts text(renderer& out) {
        if (!KeepsIntegers) out << "CAST(";
        facts known = out.parameter({kept<Name>, type_of<T>, false, !is_optional<T>});
        if (!KeepsIntegers) out << " AS INTEGER)";
        known.may_be_null = is_optional<T>;
        return known;
    }
};
template <class T, class Column>
struct assigned_node : node_beside<T, typename Column::node, affinity::of_column> {};
template <fixed_string Name, class Table, fixed_string ColumnName, class T>
struct assigned_node<untyped_parameter<Name>, column<Table, ColumnName, T>> {
    using type = assigned_parameter_node<Name, T, keeps_integers<Table, ColumnName, T>>;
};
}  // namespace detail

template <class Table, fixed_string Name, class T>
struct column : expression<detail::column_node<Table, Name, T>> {
    using value_type = T;
    using table = Table;
    static constexpr std::string_view name = detail::kept<Name>;

    template <class V>
    constexpr auto operator=(V) const {
        constexpr bool written_as_sql = operand<V>;
        static_assert(written_as_sql,
                      "squall: an assigned C++ value is written literal<...> (a constant) or param<...> (bound at run time)");
        if constexpr (written_as_sql) {
            using value_node = typename detail::assigned_node<V, column>::type;
            constexpr bool is_stored_so = detail::are_time_texts_stored<detail::column_node<Table, Name, T>, value_node>;
            static_assert(is_stored_so,
                          "squall: a constant date is written as 2026-01-31, a constant timestamp as 2026-01-31T12:00:00.000Z");
            constexpr bool same_kind = !is_stored_so || holds(type_of<T>, detail::type_of_node<value_node>);
            static_assert(same_kind, "squall: the assigned value is not of the column's type");
            return assignment<column, value_node>{};
        }
    }
};

namespace detail {
// ---- the readings of a declaration ----------------------------------------------------------------------------------
template <class T>
struct row_type {
    using type = T;
};
template <enumeration E>
struct row_type<E> {
    using type = stored_enum<E>;
};
template <enumeration E>
struct row_type<std::optional<E>> {
    using type = std::optional<stored_enum<E>>;
};
template <>
struct row_type<bigint> {
    using type = std::int64_t;
};
template <>
struct row_type<std::optional<bigint>> {
    using type = std::optional<std::int64_t>;
};
template <fixed_string, class T, auto...>
using row_field = typename row_type<T>::type;
template <fixed_string, class T, auto...>
using patch_field = std::optional<typename row_type<T>::type>;
}  // namespace detail

template <fixed_string Name, class T, auto... Marks>
struct column_spec {
    static constexpr column_description description() {
        if constexpr (detail::check_value_type<T>()) {
            column_description c{.name = detail::kept<Name>, .type = type_of<T>, .nullable = is_optional<T>};
            c.is_checked = c.type->kind == value_kind::enumeration;
            (detail::describe(c, Marks), ...);
            if constexpr ((detail::is_check_mark<std::remove_cvref_t<decltype(Marks)>> || ...)) {
                using checks = detail::checks_among<std::remove_cvref_t<decltype(Marks)>...>;
                c.checks = checks::all.list;
                c.check_count = checks::count;
            }
            return c;
        } else {
            return column_description{.name = detail::kept<Name>, .type = type_of<std::string>};
        }
    }
};

namespace detail {
template <class>
inline constexpr bool is_default_mark = false;
template <fixed_string Sql>
inline constexpr bool is_default_mark<default_mark<Sql>> = true;
template <fixed_string, class T, auto... Marks>
using insert_field = std::conditional_t<(is_default_mark<std::remove_cvref_t<decltype(Marks)>> || ... || false),
                                        std::optional<bare<typename row_type<T>::type>>, typename row_type<T>::type>;
}  // namespace detail

template <class Table>
struct columns_for {
    template <fixed_string Name, class T, auto...>
    using field = column<Table, Name, T>;
};

namespace detail {
template <template <template <fixed_string, class, auto...> class> class Definition>
constexpr auto describe_columns() {
    using spec = Definition<column_spec>;
    constexpr std::size_t width = boost::pfr::tuple_size_v<spec>;
    auto columns = []<std::size_t... I>(std::index_sequence<I...>) {
        return std::array<column_description, width>{boost::pfr::tuple_element_t<I, spec>::description()...};
    }
    (std::make_index_sequence<width>{});
    if constexpr (requires { spec::options_; })
        for (column_description& c : columns) {
            c.is_strict = spec::options_.strict;
            c.has_row_number = !spec::options_.without_rowid;
        }
    return columns;
}
/// The columns of a declaration, in order.
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr auto columns_of_definition = describe_columns<Definition>();

/// Whether a declaration says that its table has triggers which are not declared here: `static constexpr bool has_triggers_ =
/// true;` beside its columns.
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr bool says_it_has_triggers = false;
/// The options_ of a declaration.
template <template <template <fixed_string, class, auto...> class> class Definition>
inline constexpr table_options options_of_definition{};

/// Whether a write may do something else than its statement says: ON CONFLICT REPLACE deletes another row.
template <std::size_t N>
constexpr bool have_conflict_clauses(const std::array<column_description, N>& columns) {
    for (const column_description& c : columns)
        if (c.has_conflict_clause()) return true;
    return false;
}
}  // namespace detail

template <template <template <fixed_string, class, auto...> class> class Definition>
    requires requires { Definition<column_spec>::has_triggers_; }
inline constexpr bool detail::says_it_has_triggers<Definition> = Definition<column_spec>::has_triggers_;
template <template <template <fixed_string, class, auto...> class> class Definition>
    requires requires { Definition<column_spec>::options_; }
inline constexpr table_options detail::options_of_definition<Definition> = Definition<column_spec>::options_;

/// A table in a query. Its only public names are its columns; what the library needs is in self_.
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, fixed_string Alias = Name>
struct table : Definition<columns_for<table<Definition, Name, Alias>>::template field> {
    struct self_ {
        using row = Definition<detail::row_field>;
        using patch = Definition<detail::patch_field>;
        using insert = Definition<detail::insert_field>;
        template <fixed_string As>
        using aliased = table<Definition, Name, As>;
        using written = table<Definition, Name>;  // what is no view has it: the table without an alias
        static constexpr std::string_view name = detail::kept<Name>;
        static constexpr std::string_view alias = detail::kept<Alias>;
        static constexpr const auto& columns = detail::columns_of_definition<Definition>;
        using base = table<Definition, Name>;
        static constexpr table_options options = squall::detail::options_of_definition<Definition>;
        static constexpr bool says_it_has_triggers =
            squall::detail::says_it_has_triggers<Definition> || squall::detail::have_conflict_clauses(columns);
        static constexpr bool has_two_time_forms(std::string_view column) {
            for (const column_description& c : columns)
                if (c.name == column) return squall::has_two_time_forms(c);
            return false;
        }
        static constexpr void declare(detail::renderer& out) {
            out.use_table(name);
            out.name(name);
            if (name != alias) {
                out << " AS ";
                out.name(alias);
            }
        }
    };
};

namespace detail {
/// A REAL column makes a REAL of every number; a view's or a query's need not, nor does one of the type NUMERIC(10, 2).
template <template <template <fixed_string, class, auto...> class> class Definition, fixed_string Name, fixed_string Alias,
          fixed_string Column, class T>
inline constexpr bool is_real_node<column_node<table<Definition, Name, Alias>, Column, T>> =
    std::same_as<bare<T>, double>&& named_affinity<table<Definition, Name, Alias>>(Column.view(),
                                                                                   column_affinity::real) == column_affinity::real;
}  // namespace detail

/// Something with rows that has a name in a statement: a table, a CTE, a list that was bound.
template <class T>
concept source = requires(detail::renderer& out) {
    T::self_::declare(out);
    T::self_::alias;
};
template <class T>
concept table_like = source<T> && requires {
    T::self_::columns;
};

template <auto& Table>
using row_of = typename std::remove_cvref_t<decltype(Table)>::self_::row;

namespace detail {
/// The same fields, each optional: one left out stays as it is.
template <auto& Table>
using patch_of = typename std::remove_cvref_t<decltype(Table)>::self_::patch;
/// The same fields; those with a default may be left out.
template <auto& Table>
using insert_of = typename std::remove_cvref_t<decltype(Table)>::self_::insert;
}  // namespace detail

/// The same table or named query once more in one statement, under another name.
template <fixed_string As, source T>
constexpr typename T::self_::template aliased<As> alias(const T&) {
    return {};
}

/// The fields of a row struct made from a declaration: Definition<row_field>.
template <class Row>
struct definition_of;
template <template <template <fixed_string, class, auto...> class> class Definition>
struct definition_of<Definition<detail::row_field>> {
    static constexpr const auto& columns = detail::columns_of_definition<Definition>;
};
template <class Row>
concept declared_row = requires {
    definition_of<Row>::columns;
};

/// A row struct of one's own, for select_into<>: declared as a table is, without a table.
template <template <template <fixed_string, class, auto...> class> class Definition>
using fields_of = Definition<detail::row_field>;

}  // namespace squall
