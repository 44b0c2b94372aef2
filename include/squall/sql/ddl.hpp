#pragma once
// CREATE TABLE and CREATE INDEX as constants, read off the same declarations as everything else.
#include "constraints.hpp"
#include "statement.hpp"

namespace squall {

namespace detail {
/// The columns of a key.
template <std::size_t N>
constexpr void render_columns(renderer& out, const std::array<index_column, N>& columns) {
    out << '(';
    bool first = true;
    for (const index_column& c : columns) {
        if (!first) out << ", ";
        first = false;
        out.name(c.name);
        if (!c.collation.empty()) out << " COLLATE " << c.collation;
        if (c.descending) out << " DESC";
    }
    out << ')';
}
constexpr void render_constraint_name(renderer& out, std::string_view name) {
    if (name.empty()) return;
    out << "CONSTRAINT ";
    out.name(name);
    out << ' ';
}
/// A condition or an expression of the DDL: columns of its own table and constants.
template <class Node>
constexpr void render_constant(renderer& out, std::string_view table, statement_fault fault) {
    out.ddl_table = table;
    const std::size_t queries = out.repeat.queries;
    const facts known = Node::text(out);
    const bool is_constant = out.parameter_count == 0 && out.piece_count == 0 && !out.repeat.reads_clock;
    if (!is_constant || known.has_aggregate || known.has_window || out.repeat.queries != queries) out.report(fault);
}
/// The terms of an index.
template <class... Columns>
constexpr void render_terms(renderer& out, std::string_view table) {
    bool first = true;
    out << '(';
    ((out << (first ? "" : ", "), render_constant<typename index_term<Columns>::node>(out, table, statement_fault::index_condition),
      out << (index_term<Columns>::value.descending ? " DESC" : ""), first = false),
     ...);
    out << ')';
}

template <std::size_t N>
constexpr bool are_distinct(const std::array<column_description, N>& columns) {
    for (std::size_t i = 0; i < N; ++i)
        for (std::size_t k = 0; k < i; ++k)
            if (identifiers::same_word(columns[i].name, columns[k].name)) return false;
    return true;
}
template <std::size_t N>
constexpr bool are_names_of_table(std::string_view table, const std::array<column_description, N>& columns) {
    for (const column_description& c : columns)
        if (!is_name(c.name)) return false;
    return is_name(table) && !(table.size() >= 7 && identifiers::same_word(table.substr(0, 7), "sqlite_"));
}
template <std::size_t N>
constexpr bool hold_values(const std::array<column_description, N>& columns) {
    for (const column_description& c : columns)
        if (c.type->kind == value_kind::rows) return false;
    return true;
}
template <std::size_t N>
constexpr std::size_t primary_keys(const std::array<column_description, N>& columns) {
    std::size_t count = 0;
    for (const column_description& c : columns) count += c.is_primary_key ? 1 : 0;
    return count;
}

/// What is wrong with the clauses of a column, if anything.
template <std::size_t N>
constexpr bool count_up_by_number(const std::array<column_description, N>& columns) {
    for (const column_description& c : columns)
        if (c.counts_up && !c.is_row_number()) return false;
    return true;
}
template <std::size_t N>
constexpr bool are_computed_alone(const std::array<column_description, N>& columns) {
    for (const column_description& c : columns)
        if (c.is_generated() && (c.is_primary_key || !c.default_sql.empty())) return false;
    return true;
}
template <std::size_t N>
constexpr bool have_strict_types(const std::array<column_description, N>& columns) {
    for (const column_description& c : columns) {
        bool is_known = !c.is_strict;
        for (std::string_view type : {"INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"})
            is_known = is_known || identifiers::same_word(type, c.sqlite_type());
        if (!is_known) return false;
    }
    return true;
}
template <std::size_t N>
constexpr bool have_known_collations(const std::array<column_description, N>& columns) {
    for (const column_description& c : columns) {
        bool is_known = c.collation.empty();
        for (std::string_view one : {"NOCASE", "RTRIM", "BINARY"}) is_known = is_known || identifiers::same_word(one, c.collation);
        if (!is_known) return false;
    }
    return true;
}
template <std::size_t N>
constexpr bool have_closed_clauses(const std::array<column_description, N>& columns) {
    for (const column_description& c : columns)
        if (c.is_generated() && !is_closed_sql(c.generated_sql)) return false;
    return true;
}

constexpr void render_actions(renderer& out, const column_description& c) {
    if (c.action != on_delete::no_action) out << " ON DELETE " << action_text(c.action);
    if (c.update_action != reference_action::no_action) out << " ON UPDATE " << action_text(c.update_action);
    if (c.is_deferred) out << " DEFERRABLE INITIALLY DEFERRED";
}
constexpr void render_reference(renderer& out, const column_description& c) {
    out << " REFERENCES ";
    out.name(c.references_table);
    out << '(';
    out.name(c.references_column);
    out << ')';
    render_actions(out, c);
}
constexpr void render_check(renderer& out, const check_description& check) {
    render_constraint_name(out, check.name);
    out << "CHECK (" << check.sql << ')';
}
constexpr void render_column(renderer& out, const column_description& c) {
    out.name(c.name);
    if (!c.sqlite_type().empty()) out << ' ' << c.sqlite_type();
    if (c.is_generated()) out << " GENERATED ALWAYS AS (" << c.generated_sql << ')' << (c.is_stored ? " STORED" : "");
    if (!c.collation.empty()) out << " COLLATE " << c.collation;
    if (c.is_primary_key)
        out << " PRIMARY KEY" << (c.is_descending_key ? " DESC" : "") << conflict_text(c.on_same_key)
            << (c.counts_up ? " AUTOINCREMENT" : "");
    const bool never_null = c.is_primary_key && (c.is_nullable_key || c.is_row_number());
    if ((!c.nullable && !never_null) || c.is_not_null) out << " NOT NULL" << conflict_text(c.on_null);
    if (c.is_unique) out << " UNIQUE" << conflict_text(c.on_same_value);
    if (!c.default_sql.empty()) out << " DEFAULT " << c.default_sql;
    if (c.is_checked) {
        out << " CHECK (";
        out.name(c.name);
        out << " IN (";
        for (std::size_t i = 0; i < c.type->value_count; ++i) {
            if (i) out << ", ";
            out.string(c.type->values[i]);
        }
        out << "))";
    }
    for (std::size_t i = 0; i < c.check_count; ++i) {
        out << ' ';
        render_check(out, c.checks[i]);
    }
    if (!c.references_table.empty() && c.reference_name.empty()) render_reference(out, c);
}
/// References that have a name stand behind the columns, as most tools write them.
constexpr void render_named_reference(renderer& out, const column_description& c) {
    if (c.reference_name.empty()) return;
    out << ",\n  ";
    render_constraint_name(out, c.reference_name);
    out << "FOREIGN KEY (";
    out.name(c.name);
    out << ')';
    render_reference(out, c);
}

template <class T>
struct table_part {
    static constexpr void key(renderer&, std::string_view) {}
};
template <key_kind Kind, fixed_string Name, conflict OnConflict, class... Columns>
struct table_part<key_constraint<Kind, Name, OnConflict, Columns...>> {
    static constexpr void key(renderer& out, std::string_view) {
        out << ",\n  ";
        render_constraint_name(out, kept<Name>);
        out << (Kind == key_kind::primary ? "PRIMARY KEY " : "UNIQUE ");
        render_columns(out, index_columns<Columns...>);
        out << conflict_text(OnConflict);
    }
};
template <fixed_string Sql, fixed_string Name>
struct table_part<check_sql_mark<Sql, Name>> {
    static constexpr void key(renderer& out, std::string_view) {
        out << ",\n  ";
        render_check(out, check_sql_mark<Sql, Name>::description);
    }
};
template <fixed_string Name, class Node>
struct table_part<check_constraint<Name, Node>> {
    static constexpr void key(renderer& out, std::string_view table) {
        out << ",\n  ";
        render_constraint_name(out, kept<Name>);
        out << "CHECK (";
        render_constant<Node>(out, table, statement_fault::check_condition);
        out << ')';
    }
};
template <fixed_string Name, class Children, class Parents, class... Actions>
struct table_part<foreign_key_constraint<Name, Children, Parents, Actions...>> {
    using constraint = foreign_key_constraint<Name, Children, Parents, Actions...>;
    template <std::size_t N>
    static constexpr void list(renderer& out, const std::string_view (&names)[N]) {
        out << '(';
        for (std::size_t i = 0; i < N; ++i) {
            if (i) out << ", ";
            out.name(names[i]);
        }
        out << ')';
    }
    static constexpr void key(renderer& out, std::string_view) {
        out << ",\n  ";
        render_constraint_name(out, kept<Name>);
        out << "FOREIGN KEY ";
        list(out, constraint::children);
        out << " REFERENCES ";
        out.name(constraint::parent::self_::name);
        list(out, constraint::parents);
        render_actions(out, constraint::reference);
    }
};

template <class T>
struct index_part {
    static constexpr void text(renderer&, std::string_view) {}
};
template <fixed_string Name, bool Unique, class Where, class... Columns>
struct index_part<index_constraint<Name, Unique, Where, Columns...>> {
    using constraint = index_constraint<Name, Unique, Where, Columns...>;
    static constexpr void text(renderer& out, std::string_view table) {
        out << (Unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ");
        out.name(constraint::name);
        out << " ON ";
        out.name(table);
        out << ' ';
        render_terms<Columns...>(out, table);
        if constexpr (!std::is_void_v<Where>) {
            out << " WHERE ";
            render_constant<Where>(out, table, statement_fault::index_condition);
        }
        out << ";\n";
    }
};
}  // namespace detail

template <const auto& Table>
struct create_table_text {
    using self = typename std::remove_cvref_t<decltype(Table)>::self_;
    static constexpr void text(detail::renderer& out) {
        out.in_ddl = true;
        out << "CREATE TABLE ";
        out.name(self::name);
        out << " (\n  ";
        bool first = true;
        for (const column_description& c : self::columns) {
            if (!first) out << ",\n  ";
            first = false;
            detail::render_column(out, c);
        }
        keys(out, constraints_of<Table>);
        for (const column_description& c : self::columns) detail::render_named_reference(out, c);
        out << "\n)" << (self::options.strict ? " STRICT" : "");
        if (self::options.without_rowid) out << (self::options.strict ? ", WITHOUT ROWID" : " WITHOUT ROWID");
    }

  private:
    template <class... All>
    static constexpr void keys(detail::renderer& out, constraint_list<All...>) {
        (detail::table_part<All>::key(out, self::name), ...);
    }
};
template <const auto& Table>
struct create_indexes_text {
    using self = typename std::remove_cvref_t<decltype(Table)>::self_;
    static constexpr void text(detail::renderer& out) {
        out.in_ddl = true;
        indexes(out, constraints_of<Table>);
    }

  private:
    template <class... All>
    static constexpr void indexes(detail::renderer& out, constraint_list<All...>) {
        (detail::index_part<All>::text(out, self::name), ...);
    }
};

namespace detail {
template <class Text>
struct rendered_text {
    static constexpr renderer analysis = [] {
        renderer out;
        Text::text(out);
        return out;
    }();
    static constexpr std::size_t size = analysis.size;
    static constexpr auto chars = [] {
        std::array<char, size + 1> buffer{};
        renderer out;
        out.buffer = buffer.data();
        Text::text(out);
        return buffer;
    }();
};
}  // namespace detail

/// Stops the compiler with one sentence when the text is wrong.
template <class Text>
constexpr std::string_view text_of_ddl() {
    detail::explain<detail::rendered_text<Text>::analysis.found>();
    return {detail::rendered_text<Text>::chars.data(), detail::rendered_text<Text>::size};
}

namespace detail {
/// A list of constraints is of the table for which constraints_of is specialised.
template <class Table, class... All>
constexpr bool are_constraints_of(constraint_list<All...>) {
    return (All::template is_of<Table> && ...);
}
template <class... All>
constexpr std::size_t primary_keys_in(constraint_list<All...>) {
    return (std::size_t{All::is_primary} + ... + 0);
}
}  // namespace detail

template <const auto& Table>
constexpr std::string_view create_table_of() {
    using self = typename std::remove_cvref_t<decltype(Table)>::self_;
    constexpr bool own = detail::are_constraints_of<std::remove_cvref_t<decltype(Table)>>(constraints_of<Table>);
    static_assert(own, "squall: constraints_of a table names a column of another table");
    constexpr bool stores_values = detail::hold_values(self::columns);
    static_assert(stores_values, "squall: a column of a table cannot hold rows; select them with a nested query");
    constexpr bool few_enough = self::columns.size() <= 100;
    static_assert(few_enough, "squall: a table has at most 100 columns on D1");
    constexpr bool distinct = detail::are_distinct(self::columns);
    static_assert(distinct, "squall: two columns of a table have the same name; SQLite ignores case");
    constexpr bool are_names = detail::are_names_of_table(self::name, self::columns);
    static_assert(are_names, "squall: a name must not be empty or contain NUL, and a table's must not begin with sqlite_");
    constexpr bool one_key = detail::primary_keys_in(constraints_of<Table>) + detail::primary_keys(self::columns) <= 1;
    static_assert(one_key, "squall: a table has one primary key; that of several columns is primary_key_of(...)");
    constexpr bool has_key =
        !self::options.without_rowid || detail::primary_keys_in(constraints_of<Table>) + detail::primary_keys(self::columns) == 1;
    static_assert(has_key, "squall: a table without_rowid needs a primary key");
    constexpr bool counts = detail::count_up_by_number(self::columns);
    static_assert(counts, "squall: autoincrement stands beside the primary_key of an INTEGER column, in a table with a rowid");
    constexpr bool computed = detail::are_computed_alone(self::columns);
    static_assert(computed, "squall: a generated column has no default and is no primary key");
    constexpr bool closed = detail::have_closed_clauses(self::columns);
    static_assert(closed, "squall: generated_sql<...> holds one expression, with its brackets and quotes closed and no comment");
    constexpr bool strict_types = detail::have_strict_types(self::columns);
    static_assert(strict_types, "squall: a strict table has columns of INT, INTEGER, REAL, TEXT, BLOB and ANY");
    constexpr bool collations = detail::have_known_collations(self::columns);
    static_assert(collations, "squall: the collations of SQLite are NOCASE, RTRIM and BINARY");
    return text_of_ddl<create_table_text<Table>>();
}
template <const auto& Table>
constexpr std::string_view create_indexes_of() {
    constexpr bool own = detail::are_constraints_of<std::remove_cvref_t<decltype(Table)>>(constraints_of<Table>);
    static_assert(own, "squall: constraints_of a table names a column of another table");
    return text_of_ddl<create_indexes_text<Table>>();
}
/// CREATE TABLE …, without a semicolon.
template <const auto& Table>
inline constexpr std::string_view create_table = create_table_of<Table>();
/// CREATE INDEX …; one a line.
template <const auto& Table>
inline constexpr std::string_view create_indexes = create_indexes_of<Table>();

}  // namespace squall
