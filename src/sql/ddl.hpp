#pragma once
// CREATE TABLE and CREATE INDEX as constants, read off the same declarations as everything else.
#include "constraints.hpp"
#include "statement.hpp"

namespace squall {

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

constexpr void render_column(renderer& out, const column_description& c) {
    out.name(c.name);
    out << ' ' << c.type->sqlite;
    if (c.is_primary_key) out << " PRIMARY KEY";
    if (!c.nullable && !c.is_primary_key) out << " NOT NULL";
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
            Where::text(out);
        }
        out << ";\n";
    }
};

template <const auto& Table>
struct create_table_text {
    using self = typename std::remove_cvref_t<decltype(Table)>::self_;
    static constexpr void text(renderer& out) {
        constexpr bool stores_values = [] {
            for (const column_description& c : self::columns)
                if (c.type->kind == value_kind::rows) return false;
            return true;
        }();
        static_assert(stores_values, "squall: a column of a table cannot hold rows; a nested query gives them");
        out.in_ddl = true;
        out << "CREATE TABLE ";
        out.name(self::name);
        out << " (\n  ";
        bool first = true;
        for (const column_description& c : self::columns) {
            if (!first) out << ",\n  ";
            first = false;
            render_column(out, c);
        }
        keys(out, constraints_of<Table>);
        out << "\n)";
    }

  private:
    template <class... All>
    static constexpr void keys(renderer& out, constraint_list<All...>) {
        (table_part<All>::key(out), ...);
    }
};
template <const auto& Table>
struct create_indexes_text {
    using self = typename std::remove_cvref_t<decltype(Table)>::self_;
    static constexpr void text(renderer& out) {
        out.in_ddl = true;
        indexes(out, constraints_of<Table>);
    }

  private:
    template <class... All>
    static constexpr void indexes(renderer& out, constraint_list<All...>) {
        (index_part<All>::text(out, self::name), ...);
    }
};

template <class Text>
struct rendered_text {
    static constexpr std::size_t size = [] {
        renderer out;
        Text::text(out);
        return out.size;
    }();
    static constexpr auto chars = [] {
        std::array<char, size + 1> buffer{};
        renderer out;
        out.buffer = buffer.data();
        Text::text(out);
        return buffer;
    }();
};
/// CREATE TABLE …, without a semicolon.
template <const auto& Table>
inline constexpr std::string_view create_table{rendered_text<create_table_text<Table>>::chars.data(),
                                               rendered_text<create_table_text<Table>>::size};
/// CREATE INDEX …; one a line.
template <const auto& Table>
inline constexpr std::string_view create_indexes{rendered_text<create_indexes_text<Table>>::chars.data(),
                                                 rendered_text<create_indexes_text<Table>>::size};

}  // namespace squall
