#pragma once
// CREATE TABLE and CREATE INDEX as constants, read off the same declarations as everything else.
#include "constraints.hpp"
#include "statement.hpp"

namespace squall {

namespace detail {
template <std::size_t N>
constexpr void render_columns(renderer& out, const std::array<index_column, N>& columns) {
    out << '(';
    bool first = true;
    for (const index_column& c : columns) {
        if (!first) out << ", ";
        first = false;
        out.name(c.name);
        if (c.descending) out << " DESC";
    }
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

constexpr void render_column(renderer& out, const column_description& c) {
    out.name(c.name);
    out << ' ' << c.type->sqlite;
    if (c.is_primary_key) out << " PRIMARY KEY";
    const bool never_null = c.is_primary_key && (c.is_nullable_key || c.is_row_number());
    if (!c.nullable && !never_null) out << " NOT NULL";
    if (c.is_unique) out << " UNIQUE";
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
    if (!c.references_table.empty()) {
        out << " REFERENCES ";
        out.name(c.references_table);
        out << '(';
        out.name(c.references_column);
        out << ')';
        switch (c.action) {
            case on_delete::cascade: out << " ON DELETE CASCADE"; break;
            case on_delete::set_null: out << " ON DELETE SET NULL"; break;
            case on_delete::restrict: out << " ON DELETE RESTRICT"; break;
            case on_delete::no_action: break;
        }
    }
}

template <class T>
struct table_part {
    static constexpr void key(renderer&) {}
};
template <class... Columns>
struct table_part<primary_key_constraint<Columns...>> {
    static constexpr void key(renderer& out) {
        out << ",\n  PRIMARY KEY ";
        render_columns(out, primary_key_constraint<Columns...>::columns);
    }
};
template <class... Columns>
struct table_part<unique_constraint<Columns...>> {
    static constexpr void key(renderer& out) {
        out << ",\n  UNIQUE ";
        render_columns(out, unique_constraint<Columns...>::columns);
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
        render_columns(out, constraint::columns);
        if constexpr (!std::is_void_v<Where>) {
            out << " WHERE ";
            out.ddl_table = table;
            const std::size_t queries = out.repeat.queries;
            const facts known = Where::text(out);
            const bool is_constant = out.parameter_count == 0 && out.piece_count == 0 && !out.repeat.reads_clock;
            if (!is_constant || known.has_aggregate || known.has_window || out.repeat.queries != queries)
                out.report(statement_fault::index_condition);
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
        out << "\n)";
    }

  private:
    template <class... All>
    static constexpr void keys(detail::renderer& out, constraint_list<All...>) {
        (detail::table_part<All>::key(out), ...);
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
